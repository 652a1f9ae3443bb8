from collections.abc import Iterable
from typing import Any

from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from focusareas.filters import ActivityFilters, in_countries, named, years
from focusareas.models import Activity, FocusAreaPage, ReportPage
from focusareas.reading.activities import share_reports
from networks.models import Place
from portal.listing import paginate, sort_key

ORDERS: dict[str, tuple[str, ...]] = {
    f"{sign}{key}": () for key in ("period", "place", "activity", "type") for sign in ("", "-")
}
LOOKUPS = {"type": "type", "place": "places__slug", "origin": "origin"}


def activity_list(request: HttpRequest) -> HttpResponse:
    """Show the activities held by period, place and activity; the plan's own only when asked for."""
    held = Activity.objects.held()
    span = held.aggregate(first=Min("start__year"), last=Max("end__year"))
    kept = list(Activity.objects.order_by().values_list("origin", "country").distinct())
    origins = {origin for origin, _country in kept}
    places = list(Place.objects.filter(pk__in=Activity.places.through.objects.values("place")))
    form = ActivityFilters(
        request.GET,
        type=Activity.Type.choices,
        country=in_countries(
            {*(country for _origin, country in kept), *(str(place.country) for place in places)} - {""}
        ),
        place=named(places),
        year=years(range(span["first"], span["last"] + 1) if span["first"] else []),
        origin=[choice for choice in Activity.Origin.choices if choice[0] in origins],
    )
    chosen = form.chosen
    activities = Activity.objects.all() if "origin" in chosen else held
    activities = activities.filter(**{LOOKUPS[name]: value for name, value in chosen.items() if name in LOOKUPS})
    if "country" in chosen:
        activities = activities.in_country(chosen["country"])
    if "year" in chosen:
        activities = activities.in_year(int(chosen["year"]))
    sort = sort_key(request, ORDERS, "-period")
    page = paginate(request, activities.sorted_by(sort).with_facts())
    areas = FocusAreaPage.objects.danish().filter(pk__in={activity.focus_area_id for activity in page})
    by_id = areas.in_reader_language_by_id()
    for activity in page:
        activity.focus_area_page = by_id.get(activity.focus_area_id)
    give_reports(page)
    give_briefings(page)
    return render(
        request,
        "focusareas/activity_list.html",
        {"form": form, "sort": sort, "page_obj": page, "activities": page.object_list},
    )


def give_reports(activities: Iterable[Any]) -> None:
    """Give activities the live reports that tell of them, in the reader's language, in two queries for all."""
    by_pk = {activity.pk: activity for activity in activities}
    ties = ReportPage.activities.through.objects.filter(activity__in=by_pk).order_by("pk")
    pairs = list(ties.values_list("activity", "reportpage"))
    reports = ReportPage.objects.danish().filter(pk__in={report for _activity, report in pairs})
    share_reports(by_pk.values(), pairs, reports.in_reader_language_by_id())


def give_briefings(activities: Iterable[Any]) -> None:
    """Give each briefing as `briefs_on` its journeys, and each journey its briefings as `briefed_at`, in one query."""
    by_pk = {activity.pk: activity for activity in activities}
    for activity in by_pk.values():
        activity.briefs_on, activity.briefed_at = [], []
    briefing = Activity.Type.INFORMATION_MEETING
    pairs: Any = Activity._meta.get_field("related").remote_field.through
    ties = pairs.objects.filter(from_activity__in=by_pk, to_activity__stage_is_preparation=False)
    for tie in ties.select_related("to_activity").order_by("to_activity__start", "to_activity__code"):
        one, other = by_pk[tie.from_activity_id], tie.to_activity
        if briefing == one.type != other.type:
            one.briefs_on.append(other)
        elif briefing == other.type != one.type:
            one.briefed_at.append(other)
