from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.languages import Bilingual
from portal.models import AddressedModel


class Theme(AddressedModel):
    """A subject that reports, networks and focus areas are marked with; the coordinator keeps the list."""

    name_da = models.CharField(_("name (Danish)"), max_length=100, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=100, blank=True)

    other_names = models.TextField(
        _("other names"),
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "One a line, in either language. The theme is found by them too; earlier names are added by themselves."
        ),
    )

    name = Bilingual()

    class Meta:
        ordering = ["name_da__alphabetical"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the theme, which stays to be found by the names it had."""
        if before := Theme.objects.filter(pk=self.pk).first():
            self.remember(before.name_da, before.name_en)
        super().save(*args, **kwargs)

    @property
    def also_called(self) -> list[str]:
        """Return the other names."""
        return [line.strip() for line in self.other_names.splitlines() if line.strip()]

    def remember(self, *names: str) -> None:
        """Add names it is also called by; those it has itself are left out."""
        own = {self.name_da.casefold(), self.name_en.casefold()}
        called = {name.casefold(): name for name in (*self.also_called, *names) if name}
        self.other_names = "\n".join(name for key, name in called.items() if key not in own)

    def get_absolute_url(self) -> str:
        """Return the address of the page that gathers what is marked with the theme."""
        return reverse("theme", args=[self.slug])
