"""Which stretches of a long text may meet a query, without looking at its words one by one.

The text becomes bytes without marks on letters, one for each character, and in these parts of the words asked for are looked
up, which takes a tenth of the time. Whether a word meets the query is for `search/highlight.py` to tell.
"""

import codecs
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from math import prod

from search.folding import VERY_LONG, loose
from search.query import Group, Query

LONGEST_SCANNED = 100_000
BLOCK = 32_000
STRETCH = 1_000
# How many letters are looked up: of the first few of a word, whose ending may be another one in the text.
SHORTEST, LONGEST = 4, 6
FIRST = 8
# How a letter may be written besides; of the first one in a row the end of a pair is enough, of the last one its beginning.
PAIRS = {"a": ("a", "ae", "aa"), "o": ("o", "oe")}
CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz")
_LETTERS = {"æ": "a", "ø": "o", "œ": "o", "ð": "d", "đ": "d", "ł": "l", "þ": "t", "ß": "s"}


@lru_cache(maxsize=4_096)
def _plain(letter: str) -> str:
    """Return an ASCII character for a letter in either case, whatever its marks; letters of other alphabets share some."""
    lower = letter.lower()
    plain = _LETTERS.get(lower) or unicodedata.normalize("NFD", lower)[0]
    return plain if plain.isascii() else chr(ord(plain) % 32)


def _plain_ones(error: UnicodeError) -> tuple[str, int]:
    """Return the characters for letters in a row that Latin-1 does not have, and where they end."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


PLAIN_ONES = "udsyn.plain"
codecs.register_error(PLAIN_ONES, _plain_ones)
_PLAIN_BYTES = bytes(ord(_plain(chr(number))) for number in range(256))


def _bytes(text: str) -> bytes:
    """Return a text as it is scanned."""
    return text.encode("latin-1", PLAIN_ONES).translate(_PLAIN_BYTES)


def stretches(text: str, query: Query) -> Iterator[tuple[int, int, int]]:
    """Yield where the text may meet some of the query: from, to, and how many of its groups; only its beginning is scanned."""
    groups = [_needles(group) for group in query.groups]
    for block in range(0, min(len(text), LONGEST_SCANNED), BLOCK):
        plain = _bytes(text[block : block + BLOCK + 2 * LONGEST])
        met = Counter(number for needles in groups for number in _met(plain, needles))
        for number in sorted(met):
            start = block + number * STRETCH
            yield start, min(start + STRETCH, len(text)), met[number]


def _met(plain: bytes, needles: Iterable[bytes]) -> set[int]:
    """Return the numbers of the stretches of a block that have one of the needles."""
    found = set()
    for needle in needles:
        place = plain.find(needle)
        # What begins behind the block is the next one's.
        while 0 <= place < BLOCK:
            number = place // STRETCH
            found.add(number)
            place = plain.find(needle, (number + 1) * STRETCH)
    return found


@lru_cache(maxsize=256)
def _needles(group: Group) -> set[bytes]:
    """Return what to look up for a group of the query."""
    return {needle for word in group.terms | group.prefixes | group.phrases for needle in _of(word)}


def _of(word: str | tuple[str, ...]) -> Iterator[bytes]:
    """Yield what to look up for a word, or for a phrase the longest of its words."""
    yield from _spellings(word if isinstance(word, str) else max(word, key=len))


@lru_cache(maxsize=4_096)
def _spellings(word: str) -> tuple[bytes, ...]:
    """Return how the part of a word that is written in the fewest ways may be written."""
    plain = loose(word)
    stable = plain[: min(FIRST, max(SHORTEST - 1, len(plain) - 1))]
    shortest = min(SHORTEST, len(stable))
    parts = [
        _ways(stable, start, end, is_long=len(plain) >= VERY_LONG)
        for start in range(len(stable) - shortest + 1)
        for end in range(start + shortest, min(start + LONGEST, len(stable)) + 1)
    ]
    fewest = min(parts, key=lambda ways: (prod(map(len, ways)), -len(ways)))
    return tuple(_bytes("".join(letters)) for letters in product(*fewest))


def _ways(word: str, start: int, end: int, *, is_long: bool) -> list[tuple[str, ...]]:
    """Return how each letter of a part of a word may be written."""
    ways = []
    for place in range(start, end):
        letter = word[place]
        spellings: tuple[str, ...] = (letter,)
        if place < end - 1:
            spellings = PAIRS.get(letter, spellings)[: 2 if place == start else 3]
            # Long words are looked up without doubled consonants.
            if is_long and place > start and letter in CONSONANTS:
                spellings = (letter, letter * 2)
        ways.append(spellings)
    return ways
