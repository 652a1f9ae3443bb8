"""The list of places with its map, and a page for each with what happened there."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from focusareas.filters import in_countries
from focusareas.models import Activity, FocusAreaPage, ReportPage
from focusareas.views.counts import number_of
from networks.maps import draw
from networks.models import NetworkMeeting, NetworkPage, Place
from portal.alphabet import sorting_key
from portal.former_addresses import following_former_addresses
from portal.listing import FilterForm, containing, paginate, sort_key

PLACES_PER_PAGE = 50
# Of what a place has most of; the overview of activities shows the rest.
SHOWN = 50

ORDERS: dict[str, Callable[[Any], Any]] = {
    "name": lambda place: sorting_key(place.name),
    "country": lambda place: (sorting_key(place.country.name), sorting_key(place.name)),
    "activities": lambda place: place.activity_count,
    "reports": lambda place: place.report_count,
}
SORTS: dict[str, tuple[str, ...]] = {f"{sign}{name}": () for name in ORDERS for sign in ("", "-")}


class PlaceFilterForm(FilterForm):
    """What the places can be filtered by."""

    q = forms.CharField(
        label=_("Name"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args: Any, codes: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = cast("forms.ChoiceField", self.fields["country"])
        country.choices = [("", _("All countries")), *in_countries(codes)]


@require_safe
def place_list(request: HttpRequest) -> HttpResponse:
    """Show the places on a map and in a table that says the same; there are too few to need the database's order."""
    places = Place.objects.annotate(
        activity_count=number_of(Activity.objects.all(), "places"),
        report_count=number_of(ReportPage.objects.danish(), "places"),
        network_count=number_of(NetworkPage.objects.danish(), "member_places"),
    )
    everywhere: list[Any] = list(places)
    form = PlaceFilterForm(request.GET, codes={place.country.code for place in everywhere})
    chosen = form.chosen
    if "q" in chosen:
        named = set(Place.objects.filter(containing(chosen["q"], "name_da", "name_en")).values_list("pk", flat=True))
        everywhere = [place for place in everywhere if place.pk in named]
    if "country" in chosen:
        everywhere = [place for place in everywhere if place.country.code == chosen["country"]]
    sort = sort_key(request, SORTS, "name")
    busiest = sorted(everywhere, key=lambda place: -(place.activity_count + place.report_count))
    in_order = sorted(everywhere, key=ORDERS["name"])
    in_order.sort(key=ORDERS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    context = {
        "form": form,
        "sort": sort,
        "page_obj": paginate(request, in_order, PLACES_PER_PAGE),
        "panels": draw(busiest),
    }
    return render(request, "focusareas/place_list.html", context)


@require_safe
@following_former_addresses("place")
def place_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is tied to a place: reports, activities, networks and their meetings, focus areas."""
    place = get_object_or_404(Place, slug=slug)
    page_obj: Any = paginate(request, ReportPage.objects.danish().filter(places=place).order_by("-start_date", "-pk"))
    networks = NetworkPage.objects.danish().order_by("title__alphabetical")
    members = networks.filter(member_places=place).in_reader_language()
    meetings = list(NetworkMeeting.objects.filter(place=place).order_by("-start", "pk"))
    others = networks.filter(Q(named_places=place) | Q(pk__in={meeting.network_id for meeting in meetings}))
    by_id = {page.source.pk: page for page in [*members, *others.distinct().in_reader_language()]}
    ties = list(place.focus_area_ties.all())
    areas = FocusAreaPage.objects.danish().filter(
        Q(pk__in={tie.focus_area_id for tie in ties}) | Q(activities__places=place)
    )
    elsewhere = Activity.objects.filter(country=place.country).exclude(places=place).newest_first()
    activities = list(place.activities.order_by("-start", "code")[: SHOWN + 1])
    context = {
        "place": place,
        "page_obj": page_obj,
        "reports": page_obj.object_list.in_reader_language(),
        "activities": activities[:SHOWN],
        "has_more_activities": len(activities) > SHOWN,
        "country_activities": elsewhere[:SHOWN],
        "members": members,
        "named_by": [page for key, page in by_id.items() if page not in members],
        "meetings": [(meeting, by_id.get(meeting.network_id)) for meeting in meetings],
        "focus_areas": areas.distinct().order_by("number").in_reader_language(),
        "sources": place.sources.select_related("document"),
    }
    return render(request, "focusareas/place_detail.html", context)
