"""Compounds of Danish: misbrugsbehandling is found by behandling."""

import re
from collections.abc import Iterable
from functools import lru_cache

from search.folding import fold_word, loose, written_out
from search.stemming import danish_stem
from search.words import words

LONGEST = 60
SHORTEST = 7
SHORTEST_PART = 4
# A first part nobody listed is believed in before a last part of this length only.
SHORTEST_SURE_HEAD = 6
SHORTEST_STEM = 4
SHORTEST_UNKNOWN = 4
SHORTEST_FIRST = 3
SURE = 5
LINKING = "se"
ENDINGS = ("s", "n", "t", "r", "e", "en", "et", "er", "ene", "erne", "ne", "rne", "ns", "ts", "ens", "ets", "ers")
CACHE = 100_000
_VOWEL = re.compile("[aeiouy]")


class CompoundSplitter:
    """Splits compounds by a vocabulary.

    The last part must be a word of the vocabulary, in any of its inflections. The first may be one too, with or
    without a linking s or e; before a long last part it may be a word nobody listed.

    Args:
        vocabulary: words in any spelling, added to the portal's own list; those of several words are ignored.
    """

    def __init__(self, vocabulary: Iterable[str] = ()) -> None:
        own = {word.lower() for word in vocabulary if len(word) >= SHORTEST_PART and word.isalpha()}
        known = (words("danish") | own) - words("not_last")
        short = words("three_letters")
        stems = {word: "" if word.endswith("hed") else danish_stem(word) for word in known | short}
        # A short stem says too little, and so does that of a noun in -hed: their few inflections are spelled out.
        forms = {word + ending for word, stem in stems.items() if len(stem) < SHORTEST_STEM for ending in ENDINGS}
        self._words = frozenset(map(fold_word, known | short | forms))
        self._stems = frozenset(fold_word(stem) for stem in stems.values() if len(stem) >= SHORTEST_STEM)
        spellings = {
            spelling for word in known | short for spelling in (word, written_out(word), loose(written_out(word)))
        }
        self._beginnings = frozenset(spelling[:3] for spelling in spellings)
        self._never = frozenset(map(fold_word, words("never")))
        self._not_first = frozenset(map(fold_word, words("not_first")))
        self._not_last = frozenset(map(fold_word, words("not_last")))
        self._cached = lru_cache(maxsize=CACHE)(self._split)

    def split(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound in lower case as they are spelled in it, or nothing where it is none.

        bostøtteordninger -> (bostøtte, ordninger); misbrugsbehandling -> (misbrug, behandling).
        """
        if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
            return ()
        return self._cached(word.lower())

    def _split(self, word: str) -> tuple[str, ...]:
        if fold_word(word) in self._never:
            return ()
        guess: tuple[str, ...] = ()
        may_guess = not self._is_head(word)
        for cut in range(SHORTEST_FIRST, len(word) - SHORTEST_FIRST + 1):
            head = word[cut:]
            if head[:3] not in self._beginnings or not self._is_head(head):
                continue
            first = word[:cut]
            if parts := self._parts_before(first):
                return (*parts, *(self.split(head) or (head,)))
            if may_guess and not guess and self._is_plausible(first, head):
                guess = (first, *(self.split(head) or (head,)))
        return guess

    def _is_head(self, head: str) -> bool:
        """Say whether it is a word of the vocabulary in some inflection."""
        folded = fold_word(head)
        if folded in self._words:
            return True
        if len(head) <= SHORTEST_PART or folded in self._not_last:
            return False
        stem = danish_stem(head)
        return len(stem) >= SHORTEST_STEM and fold_word(stem) in self._stems

    def _parts_before(self, first: str) -> tuple[str, ...]:
        """Return what stands before the head, without the linking letter, or nothing where it is not known."""
        unlinked = first[:-1] if first[-1] in LINKING else ""
        for part in (first, unlinked):
            if part and fold_word(part) in self._words:
                return () if fold_word(part) in self._not_first else self.split(part) or (part,)
        if parts := self.split(first):
            return (*parts[:-1], parts[-1].removesuffix("s"))
        return (first,) if len(first) > SHORTEST_PART and self._is_head(first) else ()

    def _is_plausible(self, first: str, head: str) -> bool:
        """Say whether a word nobody listed may begin a compound: one of the two is to be long enough to be sure."""
        folded = fold_word(first)
        if len(first) < SHORTEST_UNKNOWN or folded in self._not_first or not _VOWEL.search(folded):
            return False
        return len(head) >= SHORTEST_SURE_HEAD and (len(first) > SURE or len(danish_stem(head)) >= SURE)


DEFAULT_SPLITTER = CompoundSplitter()
