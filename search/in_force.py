"""The glossary and the best bets as the coordinator has them now, kept in memory until one of them changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from search.analysis import is_stop_word
from search.curation import BestBet, CurationVersion, GlossaryGroup
from search.glossary import EMPTY, Glossary, spelling_keys
from search.query import parse

MOST_BETS = 3


@dataclass(frozen=True, slots=True)
class InForce:
    """What the coordinator has set, at one version of it."""

    token: UUID | None = None
    glossary: Glossary = EMPTY
    bets: Mapping[tuple[str, ...], tuple[BestBet, ...]] = field(default_factory=dict)

    def bets_for(self, words: Iterable[str]) -> list[BestBet]:
        """Return the best bets for a search.

        Args:
            words: those searched by, as `Query.words` has them.
        """
        found = {bet.pk: bet for key in _keys(words) for bet in self.bets.get(key, ())}
        return [found[pk] for pk in sorted(found)][:MOST_BETS]


_kept = InForce()


def in_force() -> InForce:
    """Return the glossary and the best bets, in one query unless they have changed since."""
    global _kept
    token = CurationVersion.objects.values_list("token", flat=True).first()
    kept = _kept
    if kept.token != token:
        # What changes in between is read once more next time, since its token is newer than this one.
        kept = _kept = InForce(token, _glossary(), _bets())
    return kept


def _glossary() -> Glossary:
    return Glossary(group.expressions for group in GlossaryGroup.objects.all())


def _bets() -> dict[tuple[str, ...], tuple[BestBet, ...]]:
    bets: dict[tuple[str, ...], tuple[BestBet, ...]] = {}
    for bet in BestBet.objects.all():
        for key in {key for search in bet.searches for key in _keys(parse(search).words)}:
            bets[key] = (*bets.get(key, ()), bet)
    return bets


def _keys(words: Iterable[str]) -> set[tuple[str, ...]]:
    """Return what searches have in common whose words differ in order, in inflection or by common words only."""
    pieces = tuple(word for word in words if not is_stop_word(word))
    return {tuple(sorted(key)) for key in spelling_keys(pieces)} if pieces else set()
