"""Expressions that mean the same: hjemløs and homeless, an office's name and the one it had before."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from search.analysis import is_stop_word, pieces_of, query_terms
from search.folding import WORD, fold_word, spaced
from search.words import glossary_groups

MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the expressions of one group look like in the index.

    Args:
        terms: of the expressions that are a single word.
        phrases: the other expressions, in the spelling of `AnalysedText.plain`.
    """

    terms: frozenset[str]
    phrases: frozenset[tuple[str, ...]]


class Glossary:
    """Expressions that mean the same, in one language or across two.

    An expression is met in any inflection: an entry for hjemløs is found by hjemløse and hjemløshed.

    Args:
        groups: the expressions of each meaning, of one word or several; a word may be in several groups.
    """

    def __init__(self, groups: Iterable[Collection[str]] = ()) -> None:
        self.longest = 0
        self._found: dict[tuple[str, ...], set[Meaning]] = {}
        for group in groups:
            self._add([_spellings(expression) for expression in group])

    def _add(self, expressions: list[list[tuple[str, ...]]]) -> None:
        spellings = [pieces for expression in expressions for pieces in expression]
        # A name that is a common word in the other language (Danish "by" for a city) would find every text.
        words = {pieces[0] for pieces in spellings if len(pieces) == 1 and not is_stop_word(pieces[0])}
        meaning = Meaning(
            frozenset(term for word in words for term in query_terms(word)),
            frozenset(tuple(map(fold_word, pieces)) for pieces in spellings if len(pieces) > 1),
        )
        for pieces in spellings:
            self.longest = max(self.longest, len(pieces))
            for key in spelling_keys(pieces):
                self._found.setdefault(key, set()).add(meaning)

    def meanings(self, pieces: tuple[str, ...]) -> set[Meaning]:
        """Return the meanings of an expression.

        Args:
            pieces: its words in lower case, hyphened ones taken apart.
        """
        if not 0 < len(pieces) <= self.longest:
            return set()
        return set().union(*(self._found.get(key, ()) for key in spelling_keys(pieces)))


def _spellings(expression: str) -> list[tuple[str, ...]]:
    """Return the words of an expression taken apart at hyphens, and joined where it is one hyphened word."""
    words = [pieces_of(word) for word in WORD.findall(spaced(expression))]
    pieces = tuple(piece for parts, _joined in words for piece in parts)
    spellings = [pieces] if 0 < len(pieces) <= MOST_WORDS else []
    if len(words) == 1 and words[0][1]:
        spellings.append((words[0][1],))
    return spellings


def spelling_keys(pieces: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return the words as spelled, in their Danish stems and in their English ones; same inflections share one of them."""
    forms = [query_terms(piece) or ("",) for piece in pieces]
    return {tuple(form[min(place, len(form) - 1)] for form in forms) for place in range(3)}


EMPTY = Glossary()


@cache
def default_glossary() -> Glossary:
    """Return the glossary a portal starts with; `search.in_force` has the coordinator's."""
    return Glossary(glossary_groups())
