from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from networks.models.source import SourceReference
from portal.languages import Bilingual
from portal.models import AddressedModel


class Office(AddressedModel, ClusterableModel):
    """An office of the administration, one unit through all its names; a closed one names its successor."""

    name_da = models.CharField(_("name (Danish)"), max_length=150, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=150, blank=True)
    role_da = models.CharField(_("role (Danish)"), max_length=250, blank=True)
    role_en = models.CharField(_("role (English)"), max_length=250, blank=True)
    valid_from = models.DateField(_("open from"), null=True, blank=True)
    valid_to = models.DateField(_("closed on"), null=True, blank=True, help_text=_("The office's last day."))
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
        help_text=_("The office that takes over its focus areas and networks."),
    )
    closing_note_da = models.TextField(_("on its closing (Danish)"), blank=True)
    closing_note_en = models.TextField(_("on its closing (English)"), blank=True)
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="edited_offices",
        verbose_name=_("office editors"),
        help_text=_("They keep the progress of the office's goals."),
    )
    sources = ParentalManyToManyField(SourceReference, blank=True, related_name="+", verbose_name=_("sources"))

    name = Bilingual()
    role = Bilingual()
    closing_note = Bilingual()

    class Meta:
        ordering = ["name_da__alphabetical"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="office_closes_after_opening",
            )
        ]
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the page that gathers what the office is responsible for."""
        return reverse("office", args=[self.slug])

    def is_open_on(self, day: date) -> bool:
        """Tell whether the office exists on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def clean(self) -> None:
        """Check the dates and the successor.

        Raises:
            ValidationError: it closes before it opens, succeeds itself, or has a successor while open.
        """
        super().clean()
        errors = {}
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            errors["valid_to"] = _("The office cannot close before it opens.")
        if self.successor_id and self.successor_id == self.pk:
            errors["successor"] = _("An office cannot succeed itself.")
        elif self.successor_id and not self.valid_to:
            errors["valid_to"] = _("Give the office's last day when another office takes over.")
        if errors:
            raise ValidationError(errors)


class OfficeName(Orderable):
    """Another name of an office, as it was called before or is called in a document."""

    office = ParentalKey(Office, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(_("name"), max_length=150)

    class Meta(Orderable.Meta):
        verbose_name = _("other name")
        verbose_name_plural = _("other names")

    def __str__(self) -> str:
        return self.name
