"""Goals as the plan and the focus area pages show them: with assessments, activities and notes."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from focusareas.querysets import GoalQuerySet


@dataclass
class GoalRow:
    """A goal with its assessments, newest first, its activities and the notes on its progress."""

    goal: Any
    activities: list[Any] = field(default_factory=list)
    listed_before: list[Any] = field(default_factory=list)
    year: int | None = None

    @cached_property
    def assessments(self) -> list[Any]:
        """Return the assessments, newest first."""
        return list(self.goal.assessments.all())

    @cached_property
    def notes(self) -> list[Any]:
        """Return the notes on the goal itself; those on an activity stand with the activity."""
        return [note for note in self.goal.progress_notes.all() if note.activity_id is None]

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


def read_goal_rows(goals: GoalQuerySet, activities: Collection[Any]) -> list[GoalRow]:
    """Return the goals with their progress and those of the activities that serve them.

    An activity that serves several goals is listed under the first of them; the others refer to it.
    Each activity is given the notes on it as `notes`.
    """
    rows = {goal.pk: GoalRow(goal) for goal in sorted(goals.with_progress(), key=code_order)}
    notes = defaultdict(list)
    for row in rows.values():
        for note in row.goal.progress_notes.all():
            notes[note.activity_id].append(note)
    for activity in sorted(activities, key=code_order):
        activity.notes = notes[activity.pk]
        shown = [rows[goal.pk] for goal in activity.goals.all() if goal.pk in rows]
        for place, row in enumerate(shown):
            (row.listed_before if place else row.activities).append(activity)
    return list(rows.values())
