"""Asking who sees to it what came of something a report said would be tried, at a signed address of its own."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone

from focusareas.following.addressees import Addressee, addressees_of
from focusareas.following.sending import Matter, in_their_languages, send
from focusareas.models import Trial, TrialOutcome
from networks.models import Person
from portal.letters import Outcome
from portal.mail import letter
from portal.personal_addresses import sign_dated, signed_within

# After how many months somebody is asked; the later question first, so that one that was missed is not asked with it.
ROUNDS = (12, 6)
FOLLOW_UP = "follow up on a trial"
LINKS_HOLD = timedelta(days=90)


def ask_due(tell: Callable[[str], None] = lambda line: None, *, is_dry_run: bool = False) -> Outcome:
    """Ask what came of everything that has been on the site for 6 or 12 months, each time once.

    Args:
        tell: called with a line on each thing that is asked about.
        is_dry_run: whether nothing is sent and nothing noted.
    """
    return send(list(_due()), tell, is_dry_run=is_dry_run)


def answer_path(trial: Trial) -> str:
    """Return the path at which what came of something is answered, in the active language, for as long as links hold."""
    return reverse("answer_trial", args=[sign_dated(FOLLOW_UP, f"{trial.report_id}-{trial.key}")])


def asked_by(token: str) -> Trial | None:
    """Return what an answer's address is about; None where the address is too old or not ours, or the report is gone."""
    signed = signed_within(FOLLOW_UP, token, LINKS_HOLD)
    if signed is None:
        return None
    report, _dash, key = signed.partition("-")
    found: Trial | None = Trial.objects.shown().with_outcomes().filter(report=int(report), key=UUID(key)).first()
    return found


def _due() -> Iterator[Matter]:
    today = timezone.localdate()
    seen: set[int] = set()
    for months in ROUNDS:
        limit = _months_before(today, months)
        waiting = Trial.objects.shown().with_outcomes().exclude(state=TrialOutcome.State.DROPPED)
        waiting = waiting.filter(asked_after__lt=months, added_on__lte=limit)
        waiting = waiting.filter(report__first_published_at__date__lte=limit).exclude(pk__in=seen)
        for trial in waiting.select_related("report__office", "owner__user__wagtail_userprofile", "office"):
            seen.add(trial.pk)
            yield _matter(trial, months)


def _matter(trial: Trial, months: int) -> Matter:
    outcomes = TrialOutcome.objects.filter(report=trial.report_id, key=trial.key)

    def note() -> bool:
        TrialOutcome.objects.bulk_create([TrialOutcome(report=trial.report, key=trial.key)], ignore_conflicts=True)
        return outcomes.filter(asked_after__lt=months).update(asked_after=months) == 1

    return Matter(
        f"trial {trial.key}",
        partial(_letters, trial, months),
        note,
        partial(outcomes.update, asked_after=trial.asked_after),
    )


def _letters(trial: Trial, months: int) -> list[EmailMultiAlternatives]:
    persons: list[Person] = [trial.owner] if trial.owner else list(trial.report.authors.select_related("user"))

    def write(addressee: Addressee) -> EmailMultiAlternatives:
        return letter(
            "follow_up",
            {"trial": trial, "months": months, "path": answer_path(trial), "days": LINKS_HOLD.days},
            reader=addressee,
            identity=f"follow-up {trial.report_id} {trial.key} {months} {addressee.email}",
        )

    return in_their_languages(addressees_of(persons, trial.office or trial.report.office), write)


def _months_before(day: date, months: int) -> date:
    """Return the day so many months before, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
