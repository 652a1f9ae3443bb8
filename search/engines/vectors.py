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
LONGEST_KEY = 200
# How many words beside a hyphened one a phrase with it joined may have.
BESIDE = 4
CACHE = 50_000
# Stands where no word may be met, so that phrases do not run from one text into another. No term begins with these.
GAP = "§"
TITLE = "§"
KEY = "="

_Places = dict[tuple[str, int], bool]


class Vector:
    """What one row of the index holds; titles and names are added before other texts."""

    def __init__(self, splitter: CompoundSplitter = DEFAULT_SPLITTER) -> None:
        self._splitter = splitter
        self._marks: dict[str, dict[int, str]] = {}
        self._parts: dict[str, str] = {}
        self._title: list[str] = []
        self._body: list[str] = []
        self._place = 0
        self._bytes = 0

    def add_title(self, text: str) -> None:
        """Add a title or another name."""
        self._add(text, "A", "B", self._title)
        for key in title_keys(_whole_words(text)):
            self._marks.setdefault(KEY + key, {1: "A"})

    def add_body(self, text: str) -> None:
        """Add any other text."""
        self._add(text, "C", "D", self._body)

    def literal(self) -> str:
        """Return it as PostgreSQL reads a tsvector; terms of titles stand there once more without a place."""
        words = [
            f"'{term}':" + ",".join([f"{place}{weight}" for place, weight in places.items()])
            for term, places in self._complete().items()
        ]
        words += [f"'{TITLE}{term}'" for term in self._title_terms()]
        return " ".join(words)

    def columns(self) -> tuple[str, str, str, str, str]:
        """Return the weights and the four columns of text that SQLite keeps: words and other forms, title and body."""
        marks = self._complete()
        weights = [f"{term} " + "".join([places[place] for place in sorted(places)]) for term, places in marks.items()]
        title_terms = self._title_terms()
        seen = {*self._title, *title_terms, *self._body}
        return (
            "\n" + "\n".join(weights) + "\n",
            " ".join(self._title),
            " ".join(sorted(title_terms.difference(self._title))),
            " ".join(self._body),
            " ".join([term for term in marks if term not in seen and term[0] != KEY]),
        )

    def _add(self, text: str, written: str, other: str, line: list[str]) -> None:
        analysed = analyse(text, splitter=self._splitter)
        plain = analysed.plain
        if not plain:
            return
        joined = joined_places(text)
        first, mark = self._place, self._mark
        kept: set[tuple[str, int]] = set()
        for term, number in analysed.terms:
            if number > MOST_WORDS:
                continue
            if plain[number - 1] == term or (term, number) in joined:
                if mark(term, first + number, written):
                    kept.add((term, number))
            else:
                mark(term, first + number, other)
        for term in analysed.parts:
            self._parts.setdefault(term, other)
        words = [term if (term, number) in kept else GAP for number, term in enumerate(plain[:MOST_WORDS], 1)]
        near = max(0, MOST_PLACES - first)
        line += [GAP, *words[:near]]
        for word in dict.fromkeys(words[near:]):
            line += [GAP, word]
        for (term, number), is_first in joined.items():
            if (term, number) in kept:
                before = words[max(0, number - 1 - BESIDE) : number - 1] if is_first and number <= near else []
                after = words[number : min(near, number + BESIDE)] if not is_first and number <= near else []
                line += [GAP, *before, term, *after]
        self._place = min(first + len(plain) + 1, MOST_PLACES)

    def _mark(self, term: str, place: int, weight: str) -> bool:
        """Note a term at a place, and say whether there was room."""
        places = self._marks.get(term)
        if places is None:
            self._bytes += 2 * len(term.encode()) + 8
            if self._bytes > MOST_BYTES:
                return False
            places = self._marks[term] = {}
        if place > MOST_PLACES:
            place = LAST_PLACE
        elif len(places) >= MOST_PLACES_OF_A_TERM:
            return False
        known = places.get(place)
        if known is None:
            self._bytes += 2
            places[place] = weight
        elif weight < known:
            places[place] = weight
        return True

    def _complete(self) -> dict[str, dict[int, str]]:
        """Return the marks with the parts of compounds, which have the place after all others."""
        for term, weight in self._parts.items():
            self._mark(term, LAST_PLACE, weight)
        self._parts.clear()
        return self._marks

    def _title_terms(self) -> set[str]:
        return {
            term
            for term, places in self._complete().items()
            if term[0] != KEY and ("A" in (weights := places.values()) or "B" in weights)
        }


def joined_places(text: str) -> _Places:
    """Return the hyphened words of a text in one, at the places of their first and last parts; true for the first."""
    if not HYPHEN.search(text):
        return {}
    found: _Places = {}
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
