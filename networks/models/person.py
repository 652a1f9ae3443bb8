from contextlib import suppress

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models.office import Office
from portal.languages import Bilingual
from portal.models import AddressedModel

HOME_REGION = "DK"


def validate_phone(value: str) -> None:
    """Check a telephone number; Danish when it has no country code.

    Raises:
        ValidationError: it has letters in it, or is not a number that can be called.
    """
    try:
        number = phonenumbers.parse(value, HOME_REGION)
    except phonenumbers.NumberParseException:
        number = None
    has_letters = any(character.isalpha() for character in value)
    if has_letters or number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(_("Enter a telephone number such as +45 33 17 33 17."), code="invalid_phone")


class Person(AddressedModel):
    """Somebody in the administration who is a contact; seen by signed-in staff only."""

    slug_from = "name"

    name = models.CharField(_("name"), max_length=150)
    title_da = models.CharField(_("job title (Danish)"), max_length=150, blank=True)
    title_en = models.CharField(_("job title (English)"), max_length=150, blank=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="persons", verbose_name=_("office"))
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True, validators=[validate_phone])
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("user account"),
    )
    is_active = models.BooleanField(_("works here"), default=True, help_text=_("Turn it off when the person has left."))

    title = Bilingual()

    class Meta:
        ordering = ["name__alphabetical"]
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the page that gathers what the person is tied to."""
        return reverse("person", args=[self.slug])

    def clean(self) -> None:
        """Write the telephone number in its international form; one that is none is told of beside its field."""
        super().clean()
        with suppress(ValidationError):
            validate_phone(self.phone)
            number = phonenumbers.parse(self.phone, HOME_REGION)
            self.phone = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
