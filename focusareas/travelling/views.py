"""Before you travel: one page on a city, a country or a theme, and the same people and dates to take along."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_safe
from django_countries import countries

from focusareas.calendars import write as write_calendar
from focusareas.filters import TravelFilters, in_countries, named
from focusareas.models import Activity, ReportPage
from focusareas.travelling.gathering import Preparation, Subject
from networks.models import Place, Theme
from networks.vcards import write as write_cards
from portal.slugs import slug_of


@require_safe
def before_you_travel(request: HttpRequest) -> HttpResponse:
    """Ask where somebody is going or what about, and show what is known of it."""
    form = _form(request)
    chosen = form.chosen
    context: dict[str, Any] = {"form": form}
    if subject := _subject(chosen):
        context |= {"preparation": Preparation(subject), "title": _title(subject), "query": urlencode(chosen)}
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
    return _file(write_cards(cards), "text/vcard; charset=utf-8", f"{title}.vcf")


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
    return _file(write_calendar(title, activities), "text/calendar; charset=utf-8", f"{title}.ics")


def _form(request: HttpRequest) -> TravelFilters:
    places: list[Any] = list(Place.objects.all())
    without_city = ReportPage.objects.danish().order_by().values_list("country")
    without_city = without_city.union(Activity.objects.order_by().values_list("country"))
    countries_there_are = {str(place.country) for place in places}.union(code for (code,) in without_city)
    return TravelFilters(
        request.GET,
        place=named(places),
        country=in_countries(countries_there_are - {""}),
        theme=named(Theme.objects.all()),
    )


def _subject(chosen: dict[str, Any]) -> Subject:
    return Subject(
        place=Place.objects.get(slug=chosen["place"]) if "place" in chosen else None,
        country=chosen.get("country", ""),
        theme=Theme.objects.get(slug=chosen["theme"]) if "theme" in chosen else None,
    )


def _title(subject: Subject) -> str:
    """Return the names of what is chosen, in the reader's language."""
    place = subject.place.name if subject.place else ""
    country = countries.name(subject.country) if subject.country else ""
    theme = subject.theme.name if subject.theme else ""
    return ", ".join(filter(None, (place, country, theme)))


def _prepared(request: HttpRequest) -> tuple[Preparation, str]:
    subject = _subject(_form(request).chosen)
    if not subject:
        raise Http404
    return Preparation(subject), _title(subject)


def _file(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    stem, _dot, ending = name.rpartition(".")
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = str(content_disposition_header(True, f"{slug_of(stem)}.{ending}"))
    return response
