"""How good a hit is, the same on either database.

The score of a document is PostgreSQL's `ts_rank` for any of the terms asked for, times their number, so that synonyms
take nothing from each other; to that comes less for words that only begin as asked or that the glossary adds, and
something for phrases. A title that consists of the words asked for counts as one more term in a title. What does not hold
today counts half, and a part of a page less than a page of its own.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from search.engines.vectors import KEY, title_keys
from search.query import Group, Query

# PostgreSQL's order: D, C, B, A.
WEIGHTS = (0.1, 0.2, 0.5, 1.0)
PREFIX = 0.3
SYNONYM = 0.5
PHRASE_IN_TITLE = 1.0
PHRASE = 0.3
NOT_CURRENT = 0.5
PART = 0.6
# Scores are compared as whole numbers, since the last digits of two databases may differ.
PRECISION = 10_000
LONGEST_TERM = 64
# What is kept of a document's standing: that it holds today, and that it is read as a part of a page.
CURRENT, IS_PART = 1, 2

_FLOAT = struct.Struct("f")
_LIMIT = 1.64493406685


def _single(value: float) -> float:
    """Return the number as PostgreSQL rounds it, in single precision."""
    rounded: float = _FLOAT.unpack(_FLOAT.pack(value))[0]
    return rounded


_WEIGHT = {letter: _single(weight) for letter, weight in zip("DCBA", WEIGHTS, strict=True)}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a query's score is made of, any of which may be met.

    Args:
        terms: words as typed.
        synonyms: what the glossary calls them.
        prefixes: beginnings of words.
        phrases: those typed; the glossary's where there are none.
        phrase_factor: what phrases count.
    """

    terms: tuple[str, ...]
    synonyms: tuple[str, ...]
    prefixes: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    phrase_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query as an engine looks it up: groups with something to look up, terms no longer than any in the index.

    Args:
        is_impossible: something is asked for that no document can have.
    """

    groups: tuple[Group, ...]
    excluded: tuple[Group, ...]
    plan: Plan
    is_impossible: bool = False

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to look up, so that everything is found."""
        return not self.groups and not self.excluded


def wanted(query: Query) -> Wanted:
    """Prepare a query for an engine."""
    groups = tuple(filter(None, map(_usable, query.groups)))
    excluded = tuple(filter(None, map(_usable, query.excluded)))
    terms = {term for group in groups for term in group.terms - group.synonyms}
    synonyms = {term for group in groups for term in group.terms} - terms
    terms.update(word for group in groups if group.is_quoted for phrase in group.phrases for word in phrase)
    if groups:
        terms.update(KEY + key for key in title_keys(query.words))
    beginnings = {prefix for group in groups for prefix in group.prefixes}
    prefixes = {
        prefix for prefix in beginnings if not any(prefix[:length] in beginnings for length in range(1, len(prefix)))
    }
    phrases = {phrase for group in groups for phrase in group.phrases}
    typed = {phrase for group in groups for phrase in group.phrases - group.synonyms}
    plan = Plan(
        _in_order(terms),
        _in_order(synonyms - terms),
        _in_order(prefixes),
        tuple(sorted(typed or phrases)),
        1.0 if typed else SYNONYM,
    )
    return Wanted(groups, excluded, plan, is_impossible=bool(query.groups) and not groups)


def _in_order(terms: Iterable[str]) -> tuple[str, ...]:
    """Return the terms in the order in which PostgreSQL adds up what they count."""
    return tuple(sorted(terms, key=str.encode))


def _usable(group: Group) -> Group | None:
    terms = frozenset(term for term in group.terms if _is_term(term))
    prefixes = frozenset(prefix for prefix in group.prefixes if _is_term(prefix))
    phrases = frozenset(phrase for phrase in group.phrases if phrase and all(map(_is_term, phrase)))
    if not (terms or prefixes or phrases):
        return None
    return Group(group.text, terms, phrases, prefixes, group.synonyms, group.is_quoted)


def _is_term(term: str) -> bool:
    """Say whether it may be in the index; everything there is made of letters and digits."""
    return term.isalnum() and len(term) <= 4 * LONGEST_TERM


def points(exact: float, other: float, beginning: float, plan: Plan, phrase: float, standing: int) -> int:
    """Return what PostgreSQL makes of the same document.

    Args:
        exact: the sum of what its terms count that are asked for.
        other: the same for synonyms.
        beginning: the same for terms that begin as asked.
        plan: what is asked for.
        phrase: what its phrases count.
        standing: `CURRENT`, `IS_PART` or both.
    """
    found = _average(exact, len(plan.terms)) * len(plan.terms)
    found += _average(other, len(plan.synonyms)) * len(plan.synonyms) * SYNONYM
    found += _average(beginning, len(plan.prefixes)) * len(plan.prefixes) * PREFIX
    found = (found + phrase * plan.phrase_factor) * (1.0 if standing & CURRENT else NOT_CURRENT)
    return int(found * (PART if standing & IS_PART else 1.0) * PRECISION)


@lru_cache(maxsize=20_000)
def added(total: float, letters: str) -> float:
    """Return the sum with what a term counts that has these weights, in the order of its places."""
    return _single(total + _term_rank(letters))


def _average(total: float, size: int) -> float:
    return _single(total / size) if size else 0.0


def _term_rank(letters: str) -> float:
    """Return what a term counts: its best place in full, every other one less the later it comes."""
    total, best, at = 0.0, -1.0, 0
    for number, letter in enumerate(letters, 1):
        weight = _WEIGHT[letter]
        total = _single(total + _single(weight / (number * number)))
        if weight > best:
            best, at = weight, number
    return _single(_single(best + total) - _single(best / (at * at))) / _LIMIT
