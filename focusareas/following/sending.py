"""Sending letters about many things, so that one that cannot go stops no other."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.utils import translation

from focusareas.following.addressees import Addressee
from portal.letters import Outcome
from portal.mail import send_noted, what_failed

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Matter:
    """One thing to write about.

    Args:
        name: what it is called in the log.
        letters: makes the letters.
        note: notes that they go; False where another run has noted it already.
        take_back: undoes the note.
    """

    name: str
    letters: Callable[[], Sequence[EmailMultiAlternatives]]
    note: Callable[[], bool]
    take_back: Callable[[], object]


def in_their_languages(
    addressees: Iterable[Addressee], write: Callable[[Addressee], EmailMultiAlternatives]
) -> list[EmailMultiAlternatives]:
    """Return a letter to each of them, written in the language they read."""
    letters = []
    for addressee in addressees:
        with translation.override(addressee.language):
            letters.append(write(addressee))
    return letters


def send(matters: Sequence[Matter], tell: Callable[[str], None], *, is_dry_run: bool = False) -> Outcome:
    """Send the letters about each matter at most once, also where two runs meet.

    Args:
        matters: what is due.
        tell: called with a line on each matter.
        is_dry_run: whether nothing is sent and nothing noted.
    """
    outcome = Outcome()
    for matter in matters:
        try:
            letters = matter.letters()
            has_gone = bool(letters) and (is_dry_run or send_noted(letters, matter.note, matter.take_back))
        except Exception as error:
            # Neither the address nor the error's own words, which may hold it.
            reason = what_failed(error)
            logger.error("Letters about %s could not be sent: %s", matter.name, reason)
            outcome.failed.append(f"{matter.name}: {reason}")
            continue
        if has_gone:
            outcome.letters += len(letters)
            tell(f"{matter.name}: letters: {len(letters)}")
    return outcome
