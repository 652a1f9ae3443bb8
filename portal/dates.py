"""Dates in the editing forms, typed the way people write them here, and periods as documents print them."""

import re
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils import translation
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput

from portal.languages import SOURCE_LANGUAGE


class DateInput(AdminDateInput):
    """Wagtail's date picker with a word on how to type a date."""

    def __init__(self, attrs: dict[str, Any] | None = None, **options: Any) -> None:
        super().__init__({"placeholder": _("dd.mm.yyyy")} | (attrs or {}), **options)


class DateField(forms.DateField):
    """A date as 30.04.2008, 30-04-2008 or 30/4/2008, or with the month's name in one of the portal's languages."""

    widget = DateInput
    input_formats = ("%d.%m.%Y", "%Y-%m-%d")
    default_error_messages = {"invalid": _("Enter a date such as 30.04.2008, 30-04-2008 or 30 April 2008.")}

    def to_python(self, value: Any) -> date | None:
        """Return the date that was typed.

        Raises:
            ValidationError: it is no date, or one there is not in the calendar.
        """
        if isinstance(value, str):
            value = _in_numbers(value.strip())
        return super().to_python(value)


def tidy_period(text: str) -> str:
    """Return a printed period as the portal writes periods: with a capital, and a dash between numbers or words."""
    return capfirst(re.sub(r"(?<=[\d.])[-–](?=\d)|\s+[-–]\s+", "–", text))


def _in_numbers(text: str) -> str:
    """Return a date written day first as day.month.year, and any other text as it is."""
    parts = re.fullmatch(r"(\d{1,2})[.\-/ ]\s*([^\W\d]+|\d{1,2})\.?[.\-/ ]\s*(\d{4})", text)
    if parts is None:
        return text
    day, month, year = parts.groups()
    return f"{day}.{month if month.isdecimal() else _month_number(month)}.{year}"


def _month_number(name: str) -> int:
    """Return the number of a month by its name or the first three letters of it, 0 where there is no such month."""
    for language in (SOURCE_LANGUAGE, "en"):
        with translation.override(language):
            for number, month in MONTHS.items():
                if name.lower() in (str(month).lower(), str(month).lower()[:3]):
                    return number
    return 0


register_form_field_override(models.DateField, override={"form_class": DateField, "widget": DateInput})
