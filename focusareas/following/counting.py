"""How many things to try became what, for the pages that show it at a glance."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from focusareas.models.trials import TrialOutcome, TrialQuerySet


@dataclass
class CountRow:
    """A row of the table: a focus area or a year, and how many things to try are in which state.

    Args:
        value: what the filter of the list is set to, "" where there is none for it.
        label: what it is called; a page or a year.
    """

    value: Any
    label: Any
    by_state: Mapping[str, int] = field(default_factory=dict)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Return each state with its number."""
        return [(state, self.by_state.get(state, 0)) for state in TrialOutcome.State.values]

    @property
    def total(self) -> int:
        """Return how many there are in all."""
        return sum(self.by_state.values())


def count_by(trials: TrialQuerySet, name: str) -> dict[Any, dict[str, int]]:
    """Return how many of the things to try are in which state, by the values of a field, in one query.

    Args:
        trials: `with_outcomes`.
        name: the path of the field, such as "report__focus_areas".
    """
    counted: dict[Any, dict[str, int]] = defaultdict(dict)
    for value, state, number in trials.order_by().values_list(name, "state").annotate(number=Count("pk")):
        counted[value][state] = number
    return counted


def area_rows(trials: TrialQuerySet, areas: Iterable[Any]) -> list[CountRow]:
    """Return a row for each of the focus areas that anything was to be tried for.

    Args:
        trials: `with_outcomes`.
        areas: pages in the reader's language, in their order.
    """
    counted = count_by(trials, "report__focus_areas")
    return [CountRow(area.source.number, area, counted[area.source.pk]) for area in areas if area.source.pk in counted]
