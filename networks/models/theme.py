from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.languages import Bilingual
from portal.models import AddressedModel


class Theme(AddressedModel):
    """A subject that reports, networks and focus areas are marked with; the coordinator keeps the list."""

    name_da = models.CharField(_("name (Danish)"), max_length=100, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=100, blank=True)

    name = Bilingual()

    class Meta:
        ordering = ["name_da__alphabetical"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the page that gathers what is marked with the theme."""
        return reverse("theme", args=[self.slug])
