"""What reports say will be tried, and what came of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Count, F, Value, When, prefetch_related_objects
from django.db.models.functions import Cast

from focusareas.models.trials import Trial, TrialOutcome, TrialQuerySet
from focusareas.reading.named import Named, named_rows


def read_trials(report: Any, *, is_draft: bool = False) -> list[Trial]:
    """Return what a Danish report says will be tried, with owners and what came of it, in one query.

    Args:
        report: the page.
        is_draft: whether the page is a version that is being looked at, which has rows of its own.
    """
    if not is_draft:
        return list(Trial.objects.filter(report=report).with_outcomes().with_owners())
    outcomes = {outcome.key: outcome for outcome in TrialOutcome.objects.filter(report=report.pk)}
    trials = list(report.trials.all())
    prefetch_related_objects(trials, "owner", "office")
    for trial in trials:
        outcome = outcomes.get(trial.key, TrialOutcome())
        trial.state, trial.note, trial.answered_at = outcome.state, outcome.note, outcome.answered_at
    return trials


def named_trials(area: Any) -> Any:
    """Return what the reports of a Danish focus area say will be tried, as one of the page's short lists."""
    answered = Case(When(answered_at__isnull=True, then=Value("")), default=F("state"), output_field=CharField())
    trials = Trial.objects.filter(report__focus_areas=area).with_outcomes().annotate(answer=answered)
    return named_rows(
        "trials",
        trials,
        number="sort_order",
        kind="answer",
        name_da="text_da",
        name_en="text_en",
        source=Cast("report", CharField()),
    )


@dataclass(frozen=True)
class TrialLine:
    """Something to try in a line: what it is, the report that says so, and what came of it."""

    named: Named
    page: Any

    @property
    def is_answered(self) -> bool:
        """Tell whether anybody has said what came of it."""
        return bool(self.named.kind)

    @property
    def state_label(self) -> str:
        """Return what became of it, in the reader's words."""
        return str(TrialOutcome.State(self.named.kind or TrialOutcome.State.OPEN).label)

    @property
    def shape(self) -> str:
        """Return the name of the shape its state is drawn with."""
        return Trial.SHAPES[self.named.kind or TrialOutcome.State.OPEN]


def trial_lines(rows: Iterable[Named], reports: Sequence[Any]) -> list[TrialLine]:
    """Return what is to be tried by those of the reports that a reader may open, in the reports' order."""
    by_report = defaultdict(list)
    for row in rows:
        by_report[int(row.source)].append(row)
    return [TrialLine(row, page) for page in reports for row in by_report[page.source.pk]]


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
