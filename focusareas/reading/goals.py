"""Goals as the plan and the focus area pages show them: with assessments, activities, notes and sources."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from focusareas.reading.activities import activity_facts, fill_activities
from focusareas.reading.sources import SOURCE_FIELDS, SOURCE_ORDER, SOURCE_ROW, by_owner
from portal.together import Wanted, fetch_together


@dataclass
class GoalRow:
    """A goal with its assessments, newest first, its activities and the notes on its progress."""

    goal: Any
    assessments: list[Any]
    notes: list[Any]
    sources: list[Any]
    activities: list[Any] = field(default_factory=list)
    listed_before: list[Any] = field(default_factory=list)
    year: int | None = None

    @property
    def assessment(self) -> Any:
        """Return the assessment of the year shown, the newest one when no year is chosen."""
        if self.year is None:
            return self.assessments[0] if self.assessments else None
        return next((one for one in self.assessments if one.year == self.year), None)

    @property
    def lines(self) -> int:
        """Return the number of table rows the goal takes."""
        return max(1, len(self.activities) + bool(self.listed_before))


def code_order(item: Any) -> list[int | str]:
    """Return a key that sorts 1.10 after 1.9."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", item.code)]


def load_goal_rows(
    goals: Collection[Any],
    goal_model: type[Any],
    activities: Sequence[Any],
    activity_model: type[Any],
    **more: Wanted,
) -> tuple[list[GoalRow], dict[str, list[Any]]]:
    """Return the goals with everything shown under them, in one query, and whatever else was to be fetched.

    An activity that serves several goals is listed under the first of them; the others refer to it.
    Each activity is given the notes on it as `notes`.
    """
    keys = [goal.pk for goal in goals]
    found = fetch_together(
        **_goal_facts(goal_model, keys),
        **activity_facts(activity_model, activities),
        **more,
    )
    fill_activities(activities, found)
    notes_on_activities = by_owner(found["notes"], "activity_id")
    for activity in activities:
        activity.notes = notes_on_activities.get(activity.pk, [])
    assessments = by_owner(found["assessments"], "goal_id")
    notes = by_owner((note for note in found["notes"] if note.activity_id is None), "goal_id")
    sources = by_owner(found["goal_sources"], "goal_id", "sourcereference")
    rows = {
        goal.pk: GoalRow(goal, assessments.get(goal.pk, []), notes.get(goal.pk, []), sources.get(goal.pk, []))
        for goal in sorted(goals, key=code_order)
    }
    for activity in sorted(activities, key=code_order):
        shown = [rows[goal.pk] for goal in activity.goals.all() if goal.pk in rows]
        for place, row in enumerate(shown):
            (row.listed_before if place else row.activities).append(activity)
    return list(rows.values()), found


def _goal_facts(model: type[Any], keys: list[int]) -> dict[str, Wanted]:
    def related(name: str) -> Any:
        return model._meta.get_field(name).related_model._default_manager

    return {
        "assessments": Wanted(
            related("assessments").filter(goal__in=keys),
            [
                "goal",
                "year",
                "status",
                "reason_da",
                "reason_en",
                "is_stated",
                *(f"source__{name}" for name in SOURCE_FIELDS),
            ],
        ),
        "notes": Wanted(
            related("progress_notes").filter(goal__in=keys), ["goal", "activity", "noted_on", "text_da", "text_en"]
        ),
        "goal_sources": Wanted(
            model.sources.through.objects.filter(goal__in=keys).order_by(*SOURCE_ORDER), ["goal", *SOURCE_ROW]
        ),
    }
