"""Best bets as a reader sees them: what the coordinator puts first, as far as the reader may find it."""

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from django.db.models import Q

from search.curation import BestBet
from search.engines.base import Hit
from search.facets import Facet
from search.models import FacetLabel, SearchDocument
from search.query import Query
from search.showing import ShownHit, label_of


@dataclass(frozen=True, slots=True)
class Recommended:
    """A best bet.

    Args:
        key: the model and primary key of what is recommended.
        hit: as results show it.
        note: what the coordinator says of it, in the reader's language.
    """

    key: tuple[str, int]
    hit: ShownHit
    note: str


def recommended(bets: Sequence[BestBet], query: Query, audience: SearchDocument.Audience) -> list[Recommended]:
    """Return the bets' documents in the bets' order, without those the reader may not find.

    Takes two queries, and none where there are no bets.
    """
    if not bets:
        return []
    wanted = reduce(operator.or_, (Q(model=bet.model, object_id=bet.object_id) for bet in bets))
    rows = {(row.model, row.object_id): row for row in SearchDocument.objects.filter(wanted, audience=audience)}
    kinds = {row.kind for row in rows.values()}
    labels = {
        label.value: label_of(label.labels, label.value)
        for label in FacetLabel.objects.filter(facet=Facet.KIND, value__in=kinds)
    }
    by_key = {(bet.model, bet.object_id): bet.note for bet in reversed(bets)}
    return [
        Recommended(key, ShownHit(_hit(rows[key]), query, labels.get(rows[key].kind, rows[key].kind)), by_key[key])
        for key in dict.fromkeys((bet.model, bet.object_id) for bet in bets)
        if key in rows
    ]


def _hit(row: SearchDocument) -> Hit:
    return Hit(row.model, row.object_id, row.kind, row.texts, row.on, row.edition, row.is_current, score=0.0)
