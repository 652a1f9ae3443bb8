"""The filters of the plan, the activity overview and the report list."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from portal.alphabet import sorting_key
from portal.listing import FilterForm

Choice = tuple[Any, Any]


def choices(everything: Any, values: Iterable[Choice]) -> list[Choice]:
    """Return the choices of a filter, first the one that leaves it open."""
    return [("", everything), *((value, capfirst(str(label))) for value, label in values)]


def named(facts: Iterable[Any]) -> list[Choice]:
    """Return facts with an address of their own as choices, by name in the reader's language."""
    return sorted({(fact.slug, str(fact.name)) for fact in facts}, key=lambda choice: sorting_key(choice[1]))


def in_countries(codes: Iterable[str]) -> list[Choice]:
    """Return countries as choices by their codes, by name in the reader's language."""
    return sorted(((code, countries.name(code)) for code in codes), key=lambda choice: sorting_key(choice[1]))


def years(values: Iterable[int]) -> list[Choice]:
    """Return years as choices, the newest first."""
    return [(year, year) for year in sorted(set(values), reverse=True)]


def numbered(focus_areas: Iterable[Any]) -> list[Choice]:
    """Return the pages of focus areas as choices, by their number."""
    return [(page.source.number, f"{page.source.number}. {page.title}") for page in focus_areas]


class ChoiceFilterForm(FilterForm):
    """A form whose filters are all lists of choices, given when the form is made."""

    def __init__(self, data: Any, **values: Iterable[Choice]) -> None:
        super().__init__(data)
        for name, pairs in values.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                everything: Any = field.choices
                field.choices = choices(everything[0][1], pairs)


def _filter(label: Any, everything: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", everything)], required=False)


class PlanFilters(ChoiceFilterForm):
    """Filters of the activity plan."""

    office = _filter(_("Office"), _("All offices"))
    year = _filter(_("Year"), _("All years"))
    focus_area = _filter(_("Focus area"), _("All focus areas"))
    status = _filter(_("Status"), _("Every status"))
    partner = _filter(_("Partner"), _("All partners"))
    place = _filter(_("City"), _("All cities"))
    method = _filter(_("Method"), _("All methods"))


class ActivityFilters(ChoiceFilterForm):
    """Filters of the activity overview."""

    type = _filter(_("Type"), _("All types"))
    country = _filter(_("Country"), _("All countries"))
    place = _filter(_("Place"), _("All places"))
    year = _filter(_("Year"), _("All years"))
    origin = _filter(_("List"), _("All lists"))


class ReportFilters(ChoiceFilterForm):
    """Filters of the report list."""

    kind = _filter(_("Kind"), _("All kinds"))
    theme = _filter(_("Theme"), _("All themes"))
    year = _filter(_("Year"), _("All years"))
    focus_area = _filter(_("Focus area"), _("All focus areas"))
    place = _filter(_("Place"), _("All places"))
    network = _filter(_("Network"), _("All networks"))


class PracticeFilters(ChoiceFilterForm):
    """Filters of what came of the things to try."""

    focus_area = _filter(_("Focus area"), _("All focus areas"))
    year = _filter(_("Year"), _("All years"))
    state = _filter(_("What came of it"), _("Everything"))
    office = _filter(_("Office"), _("All offices"))


class MissingReportFilters(ChoiceFilterForm):
    """Filters of the activities without a report."""

    year = _filter(_("Year"), _("All years"))
    type = _filter(_("Type"), _("All types"))
    shown = _filter(_("Show"), _("Report is missing"))


class TravelFilters(ChoiceFilterForm):
    """Where somebody is going, or what about."""

    place = _filter(_("City"), _("Choose a city"))
    country = _filter(_("Country"), _("Choose a country"))
    theme = _filter(_("Theme"), _("Choose a theme"))
