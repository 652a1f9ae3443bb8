"""The words of a document with their places and weights, from which each engine fills its index.

A term's weight is a letter, as PostgreSQL has it: A for the words of a title as written and B for their other forms and
their parts; C and D the same for everything else. Phrases and quoted words thus ask for A and C only.
"""

from collections.abc import Iterable
from functools import lru_cache

from search.analysis import DEFAULT_SPLITTER, CompoundSplitter, analyse, is_stop_word, pieces_of, query_terms
from search.folding import HYPHEN, WORD, spaced

# PostgreSQL counts places up to 16,383 and 255 of a term; both engines leave out what it would.
LAST_PLACE = 16_383
MOST_PLACES = 16_000
MOST_PLACES_OF_A_TERM = 200
# A document's index may not be larger than a megabyte there.
MOST_BYTES = 800_000
MOST_WORDS = 100_000
# So many cannot come near it.
FEW_WORDS = 5_000
LONGEST_KEY = 200
# How many words beside a hyphened one a phrase with it joined may have.
BESIDE = 4
CACHE = 50_000
# Stands where no word may be met, so that phrases do not run from one text into another. No term begins with these.
GAP = "§"
TITLE = "§"
KEY = "="

# A place and the weight there are one number, the place first; these are they as PostgreSQL reads them.
_LETTERS = "ABCD"
_CODES = [f"{place}{letter}" for place in range(LAST_PLACE + 1) for letter in _LETTERS]
_TITLE, _BODY = 0, 2
_Joined = dict[tuple[str, int], bool]


class Vector:
    """What one row of the index holds; titles and names are added before other texts."""

    def __init__(self, splitter: CompoundSplitter = DEFAULT_SPLITTER) -> None:
        self._splitter = splitter
        self._codes: dict[str, list[int]] = {}
        self._parts: dict[str, int] = {}
        self._keys: set[str] = set()
        self._title_terms: set[str] = set()
        self._title: list[str] = []
        self._body: list[str] = []
        self._place = 0
        self._bytes = 0

    def add_title(self, text: str) -> None:
        """Add a title or another name."""
        self._title_terms.update(self._add(text, _TITLE, self._title))
        self._keys.update(title_keys(_whole_words(text)))

    def add_body(self, text: str) -> None:
        """Add any other text."""
        self._add(text, _BODY, self._body)

    def literal(self) -> str:
        """Return it as PostgreSQL reads a tsvector; terms of titles stand there once more without a place."""
        written = _CODES
        words = [
            f"'{term}':{','.join([written[code] for code in codes])}"
            if len(codes) > 1
            else f"'{term}':{written[codes[0]]}"
            for term, codes in self._complete().items()
        ]
        words += [f"'{TITLE}{term}'" for term in self._title_terms]
        words += [f"'{KEY}{key}':1A" for key in self._keys]
        return " ".join(words)

    def columns(self) -> tuple[str, str, str, str, str]:
        """Return the weights and the four columns of text that SQLite keeps: words and other forms, title and body."""
        codes = self._complete()
        weights = [f"{term} {_letters(places)}" for term, places in codes.items()]
        weights += [f"{KEY}{key} A" for key in self._keys]
        seen = {*self._title, *self._title_terms, *self._body}
        return (
            "\n" + "\n".join(weights) + "\n",
            " ".join(self._title),
            " ".join(sorted(self._title_terms.difference(self._title))),
            " ".join(self._body),
            " ".join([term for term in codes if term not in seen]),
        )

    def _add(self, text: str, kind: int, line: list[str]) -> set[str]:
        """Add a text as title or body, its words to the line; return the terms it has."""
        analysed = analyse(text, splitter=self._splitter)
        plain = analysed.plain
        if not plain:
            return set()
        joined = joined_places(text)
        first = self._place
        near = max(0, MOST_PLACES - first)
        terms = analysed.terms
        if len(plain) > MOST_WORDS:
            terms = [(term, number) for term, number in terms if number <= MOST_WORDS]
            del plain[MOST_WORDS:]
        codes = self._codes
        written, other = first * 4 + kind, first * 4 + kind + 1
        furthest = LAST_PLACE * 4
        for term, number in terms:
            is_written = plain[number - 1] == term or (joined and (term, number) in joined)
            code = number * 4 + (written if is_written else other)
            if number > near:
                code = furthest | code & 3
            if term in codes:
                codes[term].append(code)
            else:
                codes[term] = [code]
        for term in analysed.parts:
            self._parts.setdefault(term, kind + 1)
        words = self._within_limits(plain, written, near)
        line.append(GAP)
        line += words[:near]
        for word in dict.fromkeys(words[near:]):
            line += [GAP, word]
        for (term, number), is_first in joined.items():
            if number <= near and term in codes:
                before = words[max(0, number - 1 - BESIDE) : number - 1] if is_first else []
                after = words[number : min(near, number + BESIDE)] if not is_first else []
                line += [GAP, *before, term, *after]
        self._place = min(first + len(plain) + 1, MOST_PLACES)
        return {term for term, _number in terms if term in codes}.union(analysed.parts) if kind == _TITLE else set()

    def _within_limits(self, plain: list[str], written: int, near: int) -> list[str]:
        """Keep to what PostgreSQL can hold; return the words with gaps where one was left out."""
        codes = self._codes
        if self._place + len(plain) < FEW_WORDS and max(map(len, codes.values()), default=0) < MOST_PLACES_OF_A_TERM:
            return [word or GAP for word in plain]
        self._bytes = 0
        for term, places in list(codes.items()):
            if len(places) > MOST_PLACES_OF_A_TERM:
                far = [code for code in places[MOST_PLACES_OF_A_TERM:] if code >= LAST_PLACE * 4]
                codes[term] = places = places[:MOST_PLACES_OF_A_TERM] + far
            self._bytes += 2 * len(term.encode()) + 8 + 2 * len(places)
            if self._bytes > MOST_BYTES:
                del codes[term]
        full = {term: set(places) for term, places in codes.items() if len(places) >= MOST_PLACES_OF_A_TERM}
        return [
            word if word in codes and (word not in full or number > near or number * 4 + written in full[word]) else GAP
            for number, word in enumerate(plain, 1)
        ]

    def _complete(self) -> dict[str, list[int]]:
        """Return the places with those of the parts of compounds, which stand after all others."""
        for term, weight in self._parts.items():
            self._bytes += 2 * len(term.encode()) + 8
            if self._bytes <= MOST_BYTES:
                self._codes.setdefault(term, []).append(LAST_PLACE * 4 + weight)
        self._parts.clear()
        return self._codes


def _letters(codes: list[int]) -> str:
    """Return the weights of a term in the order of its places; the last of these alone may be there more than once."""
    if len(codes) == 1:
        return _LETTERS[codes[0] & 3]
    codes = sorted(codes)
    first = LAST_PLACE * 4
    far = [code for code in codes if code >= first][:1]
    return "".join([_LETTERS[code & 3] for code in (*(code for code in codes if code < first), *far)])


def joined_places(text: str) -> _Joined:
    """Return the hyphened words of a text in one, at the places of their first and last parts; true for the first."""
    if not HYPHEN.search(text):
        return {}
    found: _Joined = {}
    place = 0
    for chunk in spaced(text).split():
        length, joined = _joined_in(chunk)
        for term, first, last in joined:
            found[term, place + last] = False
            found[term, place + first] = True
        place += length
    return found


@lru_cache(maxsize=CACHE)
def _joined_in(chunk: str) -> tuple[int, tuple[tuple[str, int, int], ...]]:
    if chunk.isalnum():
        return 1, ()
    length = 0
    joined = []
    for word in WORD.findall(chunk):
        pieces, whole = pieces_of(word)
        if whole and (term := query_terms(whole)):
            joined.append((term[0], length + 1, length + len(pieces)))
        length += len(pieces)
    return length, tuple(joined)


def title_keys(words: Iterable[str]) -> set[str]:
    """Return what a title and a query of the same words have in common, whatever the words' inflection."""
    spelled = list(words)
    telling = [word for word in spelled if not is_stop_word(word)] or spelled
    forms = [terms for word in telling if (terms := query_terms(word))]
    keys = {"".join(terms[min(form, len(terms) - 1)] for terms in forms) for form in (1, 2)}
    return {key for key in keys if 0 < len(key) <= LONGEST_KEY}


def _whole_words(text: str) -> list[str]:
    """Return the words of a text in lower case, hyphened ones joined."""
    return [word for found in WORD.findall(spaced(text)) for word in _whole(found)]


def _whole(word: str) -> list[str]:
    pieces, joined = pieces_of(word)
    return [joined] if joined else pieces
