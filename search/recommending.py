"""Best bets as a reader sees them: what the coordinator puts first, as far as the reader may find it."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.curation import BestBet
from search.engines.entries import Key
from search.models import SearchDocument
from search.query import Query
from search.showing import ShownHit, shown_documents


@dataclass(frozen=True, slots=True)
class Recommended:
    """A best bet.

    Args:
        key: the model and primary key of what is recommended.
        hit: as results show it.
        note: what the coordinator says of it, in the reader's language.
    """

    key: Key
    hit: ShownHit
    note: str


def recommended(bets: Sequence[BestBet], query: Query, audience: SearchDocument.Audience) -> list[Recommended]:
    """Return the bets' documents in the bets' order, without those the reader may not find.

    Takes two queries, and none where there are no bets.
    """
    notes = {(bet.model, bet.object_id): bet.note for bet in reversed(bets)}
    keys = dict.fromkeys((bet.model, bet.object_id) for bet in bets)
    return [Recommended(key, hit, notes[key]) for key, hit in shown_documents(keys, query, audience).items()]
