"""Before you travel: one page on a city, a country or a theme, and the same people and dates to take along."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from django_countries import countries

from focusareas.calendars import write as write_calendar
from focusareas.filters import TravelFilters, in_countries, named
from focusareas.models import Activity, ReportPage
from focusareas.travelling.gathering import Preparation, Subject
from networks.models import Place, Theme
from networks.vcards import write as write_cards
from portal.downloads import as_file
from portal.slugs import slug_of


@require_safe
def before_you_travel(request: HttpRequest) -> HttpResponse:
    """Ask where somebody is going or what about, and show what is known of it."""
    form, subject = _asked(request)
    context: dict[str, Any] = {"form": form}
    if subject:
        context |= {"preparation": Preparation(subject), "title": _title(subject), "query": urlencode(form.chosen)}
    return render(request, "focusareas/before_you_travel.html", context)


@require_safe
def travel_contacts(request: HttpRequest) -> HttpResponse:
    """Give the cards of who has been there and of our contacts in the networks, as one file.

    Raises:
        Http404: nothing is chosen, or there is nobody.
    """
    preparation, title = _prepared(request)
    cards = preparation.cards
    if not cards:
        raise Http404
    return as_file(write_cards(cards), "text/vcard", f"{slug_of(title)}.vcf")


@require_safe
def travel_calendar(request: HttpRequest) -> HttpResponse:
    """Give the activities as a calendar.

    Raises:
        Http404: nothing is chosen, or no activity has a date.
    """
    preparation, title = _prepared(request)
    activities = preparation.dated_activities
    if not activities:
        raise Http404
    return as_file(write_calendar(title, activities), "text/calendar", f"{slug_of(title)}.ics")


def _asked(request: HttpRequest) -> tuple[TravelFilters, Subject]:
    """Return the form, and what is chosen in it."""
    places: dict[str, Any] = {place.slug: place for place in Place.objects.all()}
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    without_city = ReportPage.objects.danish().order_by().values_list("country")
    without_city = without_city.union(Activity.objects.order_by().values_list("country"))
    countries_there_are = {str(place.country) for place in places.values()}.union(code for (code,) in without_city)
    form = TravelFilters(
        request.GET,
        place=named(places.values()),
        country=in_countries(countries_there_are - {""}),
        theme=named(themes.values()),
    )
    chosen = form.chosen
    subject = Subject(
        places.get(chosen.get("place", "")), chosen.get("country", ""), themes.get(chosen.get("theme", ""))
    )
    return form, subject


def _title(subject: Subject) -> str:
    """Return the names of what is chosen, in the reader's language."""
    place = subject.place.name if subject.place else ""
    country = countries.name(subject.country) if subject.country else ""
    theme = subject.theme.name if subject.theme else ""
    return ", ".join(filter(None, (place, country, theme)))


def _prepared(request: HttpRequest) -> tuple[Preparation, str]:
    _form, subject = _asked(request)
    if not subject:
        raise Http404
    return Preparation(subject), _title(subject)
