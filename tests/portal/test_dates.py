"""Dates are typed day first in the editing forms, and a date there is not is refused."""

import datetime as dt

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.admin.forms.models import formfield_for_dbfield

from focusareas.models import Activity
from portal.dates import DateField, tidy_period
from tests.conftest import LANGUAGES


@pytest.mark.parametrize(
    "typed",
    [
        "30.04.2008",
        "30-04-2008",
        "30/4/2008",
        "30. april 2008",
        "30 April 2008",
        "30. apr. 2008",
        " 30. 4. 2008 ",
        "2008-04-30",
    ],
)
def test_the_ways_to_write_a_date(language: str, typed: str) -> None:
    assert DateField().clean(typed) == dt.date(2008, 4, 30)


@pytest.mark.parametrize("typed", ["31-02-2008", "30. appril 2008", "30.04.08", "i morgen", "2008", "04/30/2008", "²²"])
def test_what_is_no_date_is_refused_with_an_example(language: str, typed: str) -> None:
    with pytest.raises(ValidationError, match=r"30\.04\.2008"):
        DateField().clean(typed)


def test_danish_month_names() -> None:
    assert DateField().clean("1. oktober 2008") == dt.date(2008, 10, 1)
    assert DateField().clean("1. maj 2008") == dt.date(2008, 5, 1)


@pytest.mark.parametrize("language_code", LANGUAGES)
def test_every_date_in_the_forms_is_such_a_field(language_code: str) -> None:
    with translation.override(language_code):
        field = formfield_for_dbfield(Activity._meta.get_field("actual_start"))
        assert isinstance(field, DateField)
        html = field.widget.render("start", dt.date(2008, 4, 30))
    assert 'value="30.04.2008"' in html
    assert "placeholder" in html


def test_times_are_read_as_the_picker_writes_them(language: str) -> None:
    assert forms.DateTimeField().clean("30.04.2008 08:30").strftime("%Y-%m-%dT%H:%M") == "2008-04-30T08:30"


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("ultimo 2007", "Ultimo 2007"),
        ("2007-2008", "2007–2008"),
        ("januar - marts 2007", "Januar–marts 2007"),
        ("3.-4. april 2008", "3.–4. april 2008"),
        ("mid-March 2007", "Mid-March 2007"),
        ("", ""),
    ],
)
def test_printed_periods_look_alike(printed: str, shown: str) -> None:
    assert tidy_period(printed) == shown
