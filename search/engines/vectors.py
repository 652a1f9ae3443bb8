"""The words of a document with their places and weights, from which each engine fills its index.

A term's weight is a letter, as PostgreSQL has it: A for the words of a title as written and B for their other forms and
their parts; C and D the same for everything else. Phrases and quoted words thus ask for A and C only. Words as written have
every place they stand at; of other forms it counts only that they are there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from search.analysis import DEFAULT_SPLITTER, CompoundSplitter, Joined, analyse, is_stop_word, pieces_of, query_terms
from search.folding import WORD, spaced

# The columns of text that SQLite keeps, each named after the weight of what is in it, in the order in which places count.
COLUMNS = ("a_keys", "a_title", "a_beside", "c_body", "c_beside", "b_forms", "d_forms")
# PostgreSQL counts places up to 16,383 and 255 of a term; both engines leave out what it would.
LAST_PLACE = 16_383
MOST_PLACES = 16_000
MOST_PLACES_OF_A_TERM = 200
# Written out, that many places are no shorter than this.
FEW_PLACES = 3 * MOST_PLACES_OF_A_TERM - 1
# A document's index may not be larger than a megabyte there.
MOST_BYTES = 800_000
# So many cannot come near it.
FEW_WORDS = 5_000
LONGEST_KEY = 200
CACHE = 50_000
# Stands where no word may be met, so that phrases do not run from one text into another. No term begins with these.
GAP = "§"
TITLE = "§"
KEY = "¤"
# In a document that is read as a part of a page. No key begins so.
PART_OF_PAGE = KEY + TITLE
# How many words beside a hyphened one a phrase may have that has it joined; longer phrases are looked up as overlapping ones.
BESIDE = 4
LONGEST_PHRASE = BESIDE + 1
# A hyphened word joined stands at this place of every ten in the column beside its text.
WINDOW = 10
JOINED = 5
_TITLE, _BODY = "A", "C"
# Places with the weight there, as PostgreSQL reads them.
_WRITTEN = {kind: [f"{place}{kind}" for place in range(LAST_PLACE + 1)] for kind in (_TITLE, _BODY)}


@dataclass(slots=True)
class _Text:
    """The words of titles, or of everything else, in order; those joined with what is beside them; and other forms."""

    words: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    forms: dict[str, None] = field(default_factory=dict)


class Vector:
    """What one row of the index holds; titles and names are added before tags, and these before other texts.

    Args:
        is_part: whether it is read as a part of a page.
    """

    def __init__(self, splitter: CompoundSplitter = DEFAULT_SPLITTER, *, is_part: bool = False) -> None:
        self._splitter = splitter
        self._is_part = is_part
        # As PostgreSQL reads them. Lists of numbers would keep the garbage collector busy.
        self._places: dict[str, str] = {}
        self._keys: set[str] = set()
        self._title = _Text()
        self._body = _Text()
        self._place = 0
        self._literal = ""

    def add_title(self, text: str) -> None:
        """Add a title or another name."""
        self._add(text, _TITLE, self._title)
        self._keys.update(title_keys(_whole_words(text)))

    def add_tag(self, text: str) -> None:
        """Add the name of something it belongs to; such words count less than a title's and are part of no phrase."""
        self._title.forms.update(dict.fromkeys(_tag_terms(text)))

    def add_body(self, text: str) -> None:
        """Add any other text."""
        self._add(text, _BODY, self._body)

    def literal(self) -> str:
        """Return it as PostgreSQL reads a tsvector; terms of titles stand there once more without a place."""
        if self._literal:
            return self._literal
        forms = dict.fromkeys(self._body.forms, f"{LAST_PLACE}D") | dict.fromkeys(self._title.forms, f"{LAST_PLACE}B")
        words = [
            f"'{term}':{places},{forms.pop(term)}" if term in forms else f"'{term}':{places}"
            for term, places in self._places.items()
        ]
        words += [f"'{term}':{place}" for term, place in forms.items()]
        titles = self._title.forms.keys() | {term for term, places in self._places.items() if "A" in places}
        words += [f"'{TITLE}{term}'" for term in titles]
        words += [f"'{KEY}{key}':1A" for key in self._keys]
        if self._is_part:
            words.append(f"'{PART_OF_PAGE}'")
        self._literal = " ".join(words)
        return self._literal

    def columns(self) -> tuple[str, ...]:
        """Return the columns of text that SQLite keeps, in the order of `COLUMNS`."""
        columns = (
            [KEY + key for key in self._keys],
            self._title.words,
            self._title.beside,
            self._body.words,
            self._body.beside,
            self._title.forms,
            [term for term in self._body.forms if term not in self._title.forms],
        )
        return tuple(map(" ".join, columns))

    def _add(self, text: str, kind: str, line: _Text) -> None:
        """Add a text as title or body."""
        analysed = analyse(text, self._splitter)
        if not analysed.plain:
            return
        near = analysed.plain[: max(0, MOST_PLACES - self._place)]
        joined = [found for found in analysed.joined if found[2] <= len(near)]
        places = self._places
        written = _WRITTEN[kind]
        first = self._place + 1
        for term, place in zip(near, written[first : first + len(near)], strict=True):
            if term in places:
                places[term] += f",{place}"
            elif term:
                places[term] = place
        for term, begin, end in joined:
            both = f"{written[self._place + begin]},{written[self._place + end]}"
            places[term] = f"{places[term]},{both}" if term in places else both
        far = filter(None, analysed.plain[len(near) :])
        line.forms.update(dict.fromkeys([*analysed.forms, *far, *analysed.parts]))
        words = self._within_limits(near, kind)
        line.words += [GAP, *words]
        line.beside += _beside(words, [found for found in joined if found[0] in places])
        self._place = min(self._place + len(near) + 1, MOST_PLACES)

    def _within_limits(self, words: Sequence[str], kind: str) -> Sequence[str]:
        """Keep to what PostgreSQL can hold; return the words with gaps where one was left out."""
        places = self._places
        is_short = self._place + len(words) < FEW_WORDS and len(self._title.forms) + len(self._body.forms) < FEW_WORDS
        if is_short and max(map(len, places.values()), default=0) < FEW_PLACES:
            return words if all(words) else [word or GAP for word in words]
        size = 0
        full: dict[str, set[str]] = {}
        for term, written in list(places.items()):
            kept = written.split(",")[:MOST_PLACES_OF_A_TERM]
            size += 2 * len(term.encode()) + 8 + 2 * len(kept)
            if size > MOST_BYTES:
                del places[term]
            elif len(kept) == MOST_PLACES_OF_A_TERM:
                places[term] = ",".join(kept)
                full[term] = set(kept)
        for forms in (self._title.forms, self._body.forms):
            for term in list(forms):
                size += 2 * len(term.encode()) + 8
                if size > MOST_BYTES:
                    del forms[term]
        return [
            word if word in places and (word not in full or place in full[word]) else GAP
            for word, place in zip(words, _WRITTEN[kind][self._place + 1 :], strict=False)
        ]


def _beside(words: Sequence[str], joined: list[Joined]) -> list[str]:
    """Return the joined words of a text, each at both its places with what is beside it there."""
    beside: list[str] = []
    places = sorted((place, term) for term, first, last in joined for place in (first, last))
    for number, (place, term) in enumerate(places):
        beside += _window(words, term, place)
        for other, further in places[number + 1 :]:
            if other > place + BESIDE:
                break
            beside += _two(words, place, term, other, further)
    return beside


def _window(words: Sequence[str], term: str, place: int) -> list[str]:
    """Return a joined word between the words that phrases may have before and after it."""
    before, after = words[max(0, place - 1 - BESIDE) : place - 1], words[place : place + BESIDE]
    return [*[GAP] * (JOINED - len(before)), *before, term, *after, *[GAP] * (BESIDE - len(after))]


def _two(words: Sequence[str], place: int, term: str, other: int, further: str) -> list[str]:
    """Return two joined words of one phrase, where no place counts that is between those of two windows."""
    phrase = [
        *words[max(0, other - LONGEST_PHRASE) : place - 1],
        term,
        *words[place : other - 1],
        further,
        *words[other : place + BESIDE],
    ]
    return [*[GAP] * (JOINED + 1), *phrase, *[GAP] * (2 * WINDOW - JOINED - 1 - len(phrase))]


def windows(phrase: Sequence[str]) -> list[Sequence[str]]:
    """Return the phrase, or where it is long the overlapping shorter ones that both engines look up alike."""
    return [phrase[start : start + LONGEST_PHRASE] for start in range(max(1, len(phrase) - LONGEST_PHRASE + 1))]


def title_keys(words: Iterable[str]) -> set[str]:
    """Return what a title and a query of the same words have in common, whatever the words' inflection."""
    spelled = list(words)
    telling = [word for word in spelled if not is_stop_word(word)] or spelled
    forms = [terms for word in telling if (terms := query_terms(word))]
    keys = {"".join(terms[min(form, len(terms) - 1)] for terms in forms) for form in (1, 2)}
    return {key for key in keys if 0 < len(key) <= LONGEST_KEY}


@lru_cache(maxsize=CACHE)
def _tag_terms(text: str) -> tuple[str, ...]:
    analysed = analyse(text, splitter=None)
    return tuple(filter(None, (*analysed.plain, *analysed.forms)))


def _whole_words(text: str) -> list[str]:
    """Return the words of a text in lower case, hyphened ones joined."""
    return [word for found in WORD.findall(spaced(text)) for word in _whole(found)]


def _whole(word: str) -> list[str]:
    pieces, joined = pieces_of(word)
    return [joined] if joined else pieces
