"""The activities: those of the plan with their progress, the overview, and those told in the status table."""

from datetime import date
from typing import Any

from focusareas.models import Activity, FocusAreaPage
from home.demo.content import columns, day, read, read_folder
from home.demo.store import Store


def load_activities(store: Store) -> None:
    """Load the activities planned, those of the overview and those only the status table tells of."""
    content = read("activities.yaml")
    for area in read_folder("focus_areas"):
        for item in area["activities"]:
            activity = _keep_planned(store, store.get("focus_area", area["number"]), item)
            store.remember("activity", item["code"], activity)
            _keep_notes(store, activity, item)
    told = [(Activity.Origin.OVERVIEW, item) for item in content["overview"]]
    told += [(Activity.Origin.STATUS, item) for item in content["events"]]
    for origin, item in told:
        store.remember("activity", item["code"], _keep_told(store, origin, item))
    for _origin, item in told:
        store.get("activity", item["code"]).related.set(store.several("activity", item.get("related")))
    counts = (Activity.objects.filter(origin=origin).count() for origin in ("plan", "overview", "status"))
    store.say("{} planned activities, {} in the overview, {} told in the status".format(*counts))


def _keep_planned(store: Store, page: FocusAreaPage, item: dict[str, Any]) -> Activity:
    activity: Activity = store.keep(
        Activity,
        {"code": item["code"]},
        {
            **columns("text", item["text"]),
            **columns("outcome", item.get("outcome")),
            **columns("evaluation", item.get("evaluation")),
            **columns("period_text", item["period_text"]),
            "origin": Activity.Origin.PLAN,
            "type": item.get("type") or "",
            "state": item["state"],
            "focus_area": page,
            "office": store.get("office", item.get("office")),
            "goals_are_stated": item.get("goals_are_stated", True),
            "planned_start": day(item.get("planned_start")),
            "planned_end": day(item.get("planned_end")),
            "actual_start": day(item.get("actual_start")),
            "actual_end": day(item.get("actual_end")),
            "is_milestone": item.get("is_milestone", False),
            "date_is_uncertain": item.get("date_is_uncertain", False),
        },
        many={
            "goals": store.several("goal", item.get("goals")),
            "places": store.several("place", item.get("places")),
            "networks": store.several("network", item.get("networks")),
            "sources": store.references(item["sources"]),
        },
    )
    return activity


def _keep_notes(store: Store, activity: Activity, item: dict[str, Any]) -> None:
    """Keep the progress notes of the file, in their order, beside those people wrote."""
    existing = list(activity.progress_notes.filter(author=None).order_by("pk"))
    for index, note in enumerate(item.get("progress") or []):
        row = existing[index] if index < len(existing) else activity.progress_notes.model(activity=activity)
        row.goal = store.get("goal", item["goals"][0])
        row.noted_on = date.fromisoformat(str(note["date"]))
        row.text_da, row.text_en = note["text"]["da"], note["text"]["en"]
        row.full_clean()
        row.save()
        row.sources.set(store.references(note["sources"]))


def _keep_told(store: Store, origin: str, item: dict[str, Any]) -> Activity:
    state = item.get("state") or Activity.State.HELD
    dates = "planned" if state == Activity.State.PLANNED else "actual"
    activity: Activity = store.keep(
        Activity,
        {"code": item["code"]},
        {
            **columns("text", item["text"]),
            **columns("outcome", item.get("outcome")),
            **columns("evaluation", item.get("evaluation")),
            **columns("period_text", item["period_text"]),
            "origin": origin,
            "type": item.get("type") or "",
            "state": state,
            "stage_is_preparation": item.get("stage") == "preparation",
            "focus_area": store.get("focus_area", item.get("focus_area")),
            "focus_area_is_stated": item.get("focus_area_is_stated", False),
            "office": store.get("office", item.get("office")),
            f"{dates}_start": day(item.get("start")),
            f"{dates}_end": day(item.get("end")),
            "date_is_uncertain": item.get("date_is_uncertain", False),
            "is_milestone": item.get("is_milestone", False),
            "place_text": item.get("place_text") or "",
            "country": item.get("country") or "",
            "venue": item.get("venue") or "",
            "conference": item.get("conference") or "",
            "programme": item.get("programme") or "",
            "visitor": item.get("visitor") or "",
            "no_report_because": item.get("no_report_because") or "",
        },
        many={
            "places": store.several("place", item.get("places")),
            "networks": store.several("network", item.get("networks")),
            "participants": store.several("person", item.get("participants")),
            "sources": store.references(item["sources"]),
        },
    )
    return activity
