from typing import Any

from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from focusareas.filters import ActivityFilters, named, years
from focusareas.models import Activity, FocusAreaPage
from focusareas.reading.activities import PLACE_FIELDS, link_focus_areas, load_activities
from networks.models import Place
from portal.listing import paginate, sort_key
from portal.together import Wanted, fetch_together

ORDERS: dict[str, tuple[str, ...]] = {
    f"{sign}{key}": () for key in ("period", "place", "activity", "type") for sign in ("", "-")
}
LOOKUPS = {"type": "type", "place": "places__slug", "origin": "origin"}


def activity_list(request: HttpRequest) -> HttpResponse:
    """Show the activities held by period, place and activity; the plan's own only when asked for."""
    held = Activity.objects.held()
    known = fetch_together(
        places=Wanted(Place.objects.filter(pk__in=Activity.places.through.objects.values("place")), PLACE_FIELDS)
    )
    span = held.aggregate(first=Min("start__year"), last=Max("end__year"))
    form = ActivityFilters(
        request.GET,
        type=Activity.Type.choices,
        place=named(known["places"]),
        year=years(range(span["first"], span["last"] + 1) if span["first"] else []),
        origin=Activity.Origin.choices,
    )
    chosen = form.chosen
    activities = Activity.objects.all() if "origin" in chosen else held
    activities = activities.filter(**{LOOKUPS[name]: value for name, value in chosen.items() if name in LOOKUPS})
    if "year" in chosen:
        activities = activities.in_year(int(chosen["year"]))
    sort = sort_key(request, ORDERS, "-period")
    page = paginate(request, activities.sorted_by(sort).select_related("office"))
    shown: Any = page.object_list
    rows, _found = load_activities(shown)
    areas = FocusAreaPage.objects.danish().filter(pk__in={row.focus_area_id for row in rows if row.focus_area_id})
    link_focus_areas(rows, areas.order_by("number").in_reader_language())
    page.object_list = rows
    return render(
        request,
        "focusareas/activity_list.html",
        {"form": form, "sort": sort, "page_obj": page, "activities": rows},
    )
