"""Mail that tells of new hits: one letter for each reader, of all saved searches that are due."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from traceback import format_tb

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Case, DateTimeField, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone, translation

from portal.letters import Outcome
from portal.mail import letter, preferred_language, send_noted, what_failed
from portal.personal_addresses import sign_dated, signed_within
from search.engines.entries import Key
from search.models import SavedSearch
from search.saving import Frequency, asked_by, forget_told, new_hits, remember, shown, trouble_with
from search.showing import ShownHit

logger = logging.getLogger(__name__)

# A letter shows so many hits of a search, and says how many more there are.
MOST_SHOWN = 20
# A run that was killed between claiming a reader's searches and noting their letter is made up for then.
CLAIM = timedelta(hours=1)
UNSUBSCRIBE = "unsubscribe from searches"
# Whoever a letter was passed on to cannot stop mail, nor learn a search's name, for ever.
LINKS_HOLD = timedelta(days=90)


@dataclass
class Digest:
    """What a letter tells of one search.

    Args:
        keys: everything new; all of it counts as told.
        hits: the first of it, as the reader sees them.
    """

    search: SavedSearch
    keys: list[Key]
    hits: list[ShownHit]
    address: str
    unsubscribe_token: str

    @property
    def more(self) -> int:
        """Return how many new hits the letter does not show."""
        return len(self.keys) - len(self.hits)


@dataclass
class DigestOutcome(Outcome):
    """What a run came to, and how many new hits its letters tell of."""

    hits: int = 0

    @property
    def counts(self) -> str:
        """Return how many letters and new hits there are."""
        return f"{self.letters}, new hits: {self.hits}"


def send_due(
    report: Callable[[int, int], None] = lambda done, total: None,
    tell: Callable[[str], None] = lambda line: None,
    *,
    is_trial: bool = False,
) -> DigestOutcome:
    """Send a letter to every reader with new hits in searches that are due.

    A letter goes at most once: what it tells of is noted before it goes, and taken back if it cannot go. What fails for a
    reader stops nobody else's letter and is left for the next run, unless the mail server was asked and gave no answer. Runs
    at the same time share the readers between them.

    Args:
        report: called with how many readers are done, and of how many.
        tell: called with a line on each letter.
        is_trial: whether nothing is sent and nothing noted.
    """
    outcome = DigestOutcome()
    readers = list(_due(timezone.now()).order_by("owner_id").values_list("owner_id", flat=True).distinct())
    report(0, len(readers))
    for done, reader in enumerate(readers, start=1):
        try:
            digests = _on_trial(reader) if is_trial else _serve(reader)
        except Exception as error:
            # Neither the address nor the error's own words, which may hold it.
            reason, where = what_failed(error), "".join(format_tb(error.__traceback__))
            logger.error("The new hits of user %s could not be sent: %s\n%s", reader, reason, where)
            outcome.failed.append(f"user {reader}: {reason}")
            digests = []
        if digests:
            hits = sum(len(digest.keys) for digest in digests)
            outcome.letters += 1
            outcome.hits += hits
            tell(f"user {reader}: new hits: {hits}, searches: {len(digests)}")
        report(done, len(readers))
    return outcome


def unsubscribe_token(searches: Iterable[SavedSearch]) -> str:
    """Return what the address ends with at which mail about these searches is stopped, for as long as links hold."""
    return sign_dated(UNSUBSCRIBE, "-".join(str(search.pk) for search in searches))


def unsubscribed_by(token: str) -> QuerySet[SavedSearch] | None:
    """Return the searches an address is about, those that are left; None where it is too old or not ours."""
    pks = signed_within(UNSUBSCRIBE, token, LINKS_HOLD)
    return None if pks is None else SavedSearch.objects.filter(pk__in=pks.split("-"))


def next_due(frequency: str, now: datetime) -> datetime:
    """Return when the next mail may come: with the next run, at the beginning of tomorrow, or of next Monday."""
    if frequency == Frequency.AT_ONCE:
        return now
    today = timezone.localdate(now)
    days = 7 - today.weekday() if frequency == Frequency.WEEKLY else 1
    return timezone.make_aware(datetime.combine(today + timedelta(days=days), time.min))


def _due(now: datetime) -> QuerySet[SavedSearch]:
    return _reachable(SavedSearch.objects.filter(mail_due_at__lte=now))


def _reachable(searches: QuerySet[SavedSearch]) -> QuerySet[SavedSearch]:
    return searches.filter(owner__is_active=True).exclude(owner__email="")


def _on_trial(owner: int) -> list[Digest]:
    """Return what a reader's letter would tell."""
    searches = _with_owner(_due(timezone.now()).filter(owner=owner))
    with translation.override(_language(searches)):
        return _digests(searches)


def _serve(owner: int) -> list[Digest]:
    """Send a reader's letter and return what it told; nothing where nothing is new or the searches change meanwhile."""
    now = timezone.now()
    own = SavedSearch.objects.filter(owner=owner)
    # Whoever puts them off first has them; without a join, since PostgreSQL looks at a row that was waited for again.
    own.filter(mail_due_at__lte=now).update(mail_due_at=now + CLAIM)
    claimed = own.filter(mail_due_at=now + CLAIM)
    searches = _with_owner(_reachable(claimed))
    is_noted = False
    try:
        with translation.override(_language(searches)):
            digests = _digests(searches)
            message = _letter(searches, digests) if digests else None
        is_noted = _deliver(message, digests, claimed) if message else _note(digests, claimed)
    finally:
        if not is_noted:
            claimed.update(mail_due_at=now)
    return digests if is_noted else []


def _deliver(message: EmailMultiAlternatives, digests: list[Digest], claimed: QuerySet[SavedSearch]) -> bool:
    """Note a letter and send it; say whether it has gone, which it does not where a search was changed meanwhile."""
    return send_noted([message], partial(_note, digests, claimed), partial(_take_back, digests))


def _digest(search: SavedSearch) -> Digest:
    keys = new_hits(search)
    hits = [hit for _key, hit in shown(search, keys[:MOST_SHOWN])]
    address = f"{reverse('search')}?{asked_by(search).address}"
    return Digest(search, keys, hits, address, unsubscribe_token([search]))


def _letter(searches: list[SavedSearch], digests: list[Digest]) -> EmailMultiAlternatives:
    return letter(
        "new_hits",
        {
            "digests": digests,
            "total": sum(len(digest.keys) for digest in digests),
            "troubled": [(search, trouble) for search in searches if (trouble := trouble_with(search))],
        },
        reader=searches[0].owner,
        unsubscribe_path=reverse("unsubscribe_search", args=[unsubscribe_token(digest.search for digest in digests)]),
        identity=repr([(digest.search.pk, sorted(digest.keys)) for digest in digests]),
    )


def _note(digests: list[Digest], claimed: QuerySet[SavedSearch]) -> bool:
    """Note what a letter tells, and when each search is due again; nothing, and False, where one is not claimed any more."""
    now = timezone.now()
    with transaction.atomic():
        told = claimed.filter(pk__in=[digest.search.pk for digest in digests])
        # Keeps others from these rows until the end.
        if told.update(mailed_at=now) < len(digests):
            transaction.set_rollback(True)
            return False
        for digest in digests:
            remember(digest.search, digest.keys, is_told=True)
        mailed = Frequency.AT_ONCE, Frequency.DAILY, Frequency.WEEKLY
        due = [When(frequency=each, then=Value(next_due(each, now), DateTimeField())) for each in mailed]
        claimed.update(mail_due_at=Case(*due))
    return True


def _take_back(digests: list[Digest]) -> None:
    """Note that a letter has not gone, and let it be due again."""
    searches = [digest.search for digest in digests]
    with transaction.atomic():
        for digest in digests:
            forget_told(digest.search, digest.keys)
        # The day of the letter before.
        SavedSearch.objects.bulk_update(searches, ["mailed_at"])
        mailed = SavedSearch.objects.filter(pk__in=[each.pk for each in searches], mail_due_at__isnull=False)
        mailed.update(mail_due_at=timezone.now())


def _with_owner(searches: QuerySet[SavedSearch]) -> list[SavedSearch]:
    return list(searches.select_related("owner__wagtail_userprofile"))


def _language(searches: list[SavedSearch]) -> str | None:
    return preferred_language(searches[0].owner) or searches[0].language if searches else None


def _digests(searches: list[SavedSearch]) -> list[Digest]:
    """Return what there is to tell, in the active language."""
    return [digest for digest in map(_digest, searches) if digest.hits]
