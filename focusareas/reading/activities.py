"""Activities as every list shows them: with places, goals, sources and the focus area in the reader's language."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from focusareas.reading.sources import SOURCE_ORDER, SOURCE_ROW, by_owner
from portal.together import Wanted, fetch_together, fill

PLACE_FIELDS = ("slug", "name_da", "name_en")


def activity_facts(model: type[Any], activities: Sequence[Any]) -> dict[str, Wanted]:
    """Return what `fetch_together` has to fetch for the activities."""
    keys = [activity.pk for activity in activities]
    places, goals = model.places.through.objects, model.goals.through.objects
    return {
        "activity_places": Wanted(
            places.filter(activity__in=keys).order_by("pk"), ["activity", *(f"place__{name}" for name in PLACE_FIELDS)]
        ),
        "activity_goals": Wanted(goals.filter(activity__in=keys).order_by("goal__code"), ["activity", "goal__code"]),
        "activity_sources": Wanted(
            model.sources.through.objects.filter(activity__in=keys).order_by(*SOURCE_ORDER), ["activity", *SOURCE_ROW]
        ),
    }


def fill_activities(activities: Sequence[Any], found: dict[str, list[Any]]) -> None:
    """Give the activities what was fetched for them, as `prefetch_related` would."""
    fill(activities, "places", by_owner(found["activity_places"], "activity_id", "place"))
    fill(activities, "goals", by_owner(found["activity_goals"], "activity_id", "goal"))
    fill(activities, "sources", by_owner(found["activity_sources"], "activity_id", "sourcereference"))


def load_activities(activities: QuerySet[Any], **more: Wanted) -> tuple[list[Any], dict[str, list[Any]]]:
    """Return the activities with what their rows show, in two queries, and whatever else was to be fetched."""
    rows = list(activities)
    found = fetch_together(**activity_facts(activities.model, rows), **more)
    fill_activities(rows, found)
    return rows, found


def link_focus_areas(activities: Sequence[Any], pages: Sequence[Any]) -> None:
    """Tell each activity the page of its focus area in the reader's language."""
    by_key = {page.source.pk: page for page in pages}
    for activity in activities:
        activity.focus_area_page = by_key.get(activity.focus_area_id)
