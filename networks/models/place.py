from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from networks.models.source import CitedModel
from portal.alphabet import alphabetical
from portal.languages import Bilingual
from portal.models import AddressedModel


class PlaceQuerySet(models.QuerySet["Place"]):
    """Places by what is shown of them."""

    def for_network_page(self, network: Any) -> Self:
        """Return the cities a network has as members or names, each with `is_member`."""
        members = Exists(Place.objects.filter(pk=OuterRef("pk"), member_of_networks=network))
        named = Exists(Place.objects.filter(pk=OuterRef("pk"), named_by_networks=network))
        return self.annotate(is_member=members).filter(Q(is_member=True) | named).order_by(alphabetical("name"))


class Place(AddressedModel, CitedModel):
    """A city that the administration has been to, had visitors from or works with."""

    name_da = models.CharField(_("name (Danish)"), max_length=100, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=100, blank=True)
    country = CountryField(_("country"))
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=7,
        decimal_places=4,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees north of the equator."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=7,
        decimal_places=4,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees east of Greenwich; west is negative."),
    )

    name = Bilingual()

    objects: ClassVar[Any] = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name_da__alphabetical"]
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the page that gathers what is tied to the place."""
        return reverse("place", args=[self.slug])
