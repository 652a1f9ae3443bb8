"""Mail that tells of new hits: one letter for each reader, of all saved searches that are due."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from portal.mail import letter, preferred_language
from portal.models import User
from portal.personal_addresses import sign
from search.engines.entries import Key
from search.models import SavedSearch
from search.saving import Frequency, asked_by, new_hits, remember, shown
from search.showing import ShownHit

logger = logging.getLogger(__name__)

# A letter shows so many hits of a search, and says how many more there are.
MOST_SHOWN = 20
# A run that was broken off between claiming a reader's searches and noting that the letter has gone is made up for then.
CLAIM = timedelta(hours=1)
UNSUBSCRIBE = "unsubscribe from searches"


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
class Outcome:
    """What a run came to; `failed` has a line for each letter that could not be sent."""

    letters: int = 0
    hits: int = 0
    failed: list[str] = field(default_factory=list)


def send_due(
    report: Callable[[int, int], None] = lambda done, total: None,
    tell: Callable[[str], None] = lambda line: None,
    *,
    is_trial: bool = False,
) -> Outcome:
    """Send a letter to every reader with new hits in searches that are due.

    What a letter told of is noted after it has gone, and what fails is left for the next run. Runs at the same time share
    the readers between them.

    Args:
        report: called with how many readers are done, and of how many.
        tell: called with a line on each letter.
        is_trial: whether nothing is sent and nothing noted.
    """
    outcome = Outcome()
    readers = list(_due(timezone.now()).order_by("owner_id").values_list("owner_id", flat=True).distinct())
    report(0, len(readers))
    for done, reader in enumerate(readers, start=1):
        now = timezone.now()
        own = SavedSearch.objects.filter(owner=reader)
        due = own.filter(mail_due_at__lte=now)
        if not is_trial:
            # Whoever puts them off first has them; without a join, since PostgreSQL looks at a row that was waited for again.
            due.update(mail_due_at=now + CLAIM)
            due = own.filter(mail_due_at=now + CLAIM)
        searches = due.filter(owner__is_active=True).select_related("owner__wagtail_userprofile")
        _send(list(searches), outcome, tell, is_trial=is_trial)
        report(done, len(readers))
    return outcome


def unsubscribe_token(target: User | SavedSearch) -> str:
    """Return what the address ends with at which all mail to a reader, or that of one search, is stopped."""
    return sign(UNSUBSCRIBE, f"{'owner' if isinstance(target, User) else 'pk'}={target.pk}")


def next_due(frequency: str, now: datetime) -> datetime:
    """Return when the next mail may come: at the beginning of tomorrow, or of next Monday."""
    today = timezone.localdate(now)
    days = 7 - today.weekday() if frequency == Frequency.WEEKLY else 1
    return timezone.make_aware(datetime.combine(today + timedelta(days=days), time.min))


def _due(now: datetime) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(mail_due_at__lte=now, owner__is_active=True).exclude(owner__email="")


def _send(searches: list[SavedSearch], outcome: Outcome, tell: Callable[[str], None], *, is_trial: bool) -> None:
    """Send a reader's letter, and note it."""
    if not searches:
        return
    reader = searches[0].owner
    try:
        with translation.override(preferred_language(reader) or searches[0].language):
            digests = [digest for digest in map(_digest, searches) if digest.hits]
            if digests and not is_trial:
                _letter(reader, digests).send()
    except Exception as error:
        # Whatever is the matter with one letter, the others go; this one is tried again by the next run.
        logger.exception("The new hits of %s could not be sent", reader.email)
        if not is_trial:
            _put_off(searches, timezone.now())
        outcome.failed.append(f"{reader.email}: {error}")
        return
    if not is_trial:
        _note(searches, digests)
    if digests:
        hits = sum(len(digest.keys) for digest in digests)
        outcome.letters += 1
        outcome.hits += hits
        tell(f"{reader.email}: {hits} new in {', '.join(digest.search.name for digest in digests)}")


def _digest(search: SavedSearch) -> Digest:
    keys = new_hits(search)
    hits = [hit for _key, hit in shown(search, keys[:MOST_SHOWN])]
    address = f"{reverse('search')}?{asked_by(search).address}"
    return Digest(search, keys, hits, address, unsubscribe_token(search))


def _letter(reader: User, digests: list[Digest]) -> EmailMultiAlternatives:
    return letter(
        "new_hits",
        {"digests": digests, "total": sum(len(digest.keys) for digest in digests)},
        reader=reader,
        unsubscribe_path=reverse("unsubscribe_search", args=[unsubscribe_token(reader)]),
        identity=repr([(digest.search.pk, sorted(digest.keys)) for digest in digests]),
    )


def _note(searches: list[SavedSearch], digests: list[Digest]) -> None:
    """Note what the reader has been told, and when each search is due again unless the reader changed it meanwhile."""
    now = timezone.now()
    with transaction.atomic():
        kept = set(
            SavedSearch.objects.select_for_update()
            .filter(pk__in=[each.pk for each in searches])
            .values_list("pk", flat=True)
        )
        for digest in digests:
            if digest.search.pk in kept:
                remember(digest.search, digest.keys, is_told=True)
        SavedSearch.objects.filter(pk__in=[digest.search.pk for digest in digests]).update(mailed_at=now)
        for frequency in Frequency.DAILY, Frequency.WEEKLY:
            due = next_due(frequency, now)
            _put_off([search for search in searches if search.frequency == frequency], due)


def _put_off(searches: list[SavedSearch], until: datetime) -> None:
    """Let the searches that are still claimed be due at a time."""
    if searches:
        claimed = searches[0].mail_due_at
        SavedSearch.objects.filter(pk__in=[each.pk for each in searches], mail_due_at=claimed).update(mail_due_at=until)
