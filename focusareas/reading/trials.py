"""What a report says will be tried, and what came of it."""

from typing import Any

from django.db.models import prefetch_related_objects

from focusareas.models.trials import Trial, TrialOutcome


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
