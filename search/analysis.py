"""The words of a text as the search index holds them and as a query asks for them.

Every word stands in the index as a set of forms at its position: its own spelling, its Danish stem and its English
stem, each folded. A query word has the same set, and the two meet when any form is in both; neither the language of
the text nor that of the question needs to be known. Stemming comes before folding, since a folded "hjemlos" loses
another ending than "hjemløs".
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, pairwise
from typing import NamedTuple

from search.compounds import DEFAULT_SPLITTER, CompoundSplitter
from search.folding import HYPHEN, LONG, WORD, fold, fold_word, loose, spaced, written_out
from search.stemming import danish_stem, english_stem
from search.words import words

__all__ = [
    "ANALYSER_VERSION",
    "DEFAULT_SPLITTER",
    "AnalysedText",
    "CompoundSplitter",
    "Token",
    "analyse",
    "fold",
    "index_terms",
    "is_stop_word",
    "part_terms",
    "pieces_of",
    "query_terms",
    "tokenise",
    "words_in",
]

# Raise it when the same text would give other terms: rows of an older version are indexed again.
ANALYSER_VERSION = 4

LONGEST_WORD = 64
MOST_PIECES = 6
CACHE = 100_000
_STOP_WORDS = frozenset(map(written_out, words("stop")))

# A hyphened word in one, with the positions of its first and its last part.
Joined = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it stands in a text.

    A hyphened word comes as its parts and once more, joined, at the position of the first.

    Args:
        term: the word in its one spelling, unstemmed.
        position: which word of the text it is, from 1; hyphened parts count each.
        start: offset of its first character in the text.
        end: offset after its last character.
        parts: what a compound is made of, in lower case.
        word: the word in lower case; a joined one without its hyphens.
        is_joined: whether it is a hyphened word as a whole.
    """

    term: str
    position: int
    start: int
    end: int
    parts: tuple[str, ...] = ()
    word: str = ""
    is_joined: bool = False


class AnalysedText(NamedTuple):
    """What the index holds of a text.

    Args:
        plain: the one spelling of each word in order, the first at position 1; what phrases are made of.
        forms: the other forms of its words, each once.
        parts: the forms of the parts of its compounds, each once.
        joined: its hyphened words in one, each with the positions of its first and its last part.
    """

    plain: tuple[str, ...]
    forms: tuple[str, ...]
    parts: tuple[str, ...]
    joined: tuple[Joined, ...]


def is_stop_word(word: str) -> bool:
    """Say whether the word is too common, in Danish or English, to search by."""
    return written_out(word) in _STOP_WORDS


@lru_cache(maxsize=CACHE)
def query_terms(word: str) -> tuple[str, ...]:
    """Return the forms that a word asked for may have in the index, its own spelling first."""
    word = word[:LONGEST_WORD]
    term = fold_word(word)
    if not term or is_stop_word(word):
        return (term,) if term else ()
    lower = word.lower()
    stems = [danish_stem(lower)]
    if lower.isascii():
        stems.append(english_stem(lower))
    return tuple(dict.fromkeys([term, *filter(None, map(_stem_term, stems))]))


def _stem_term(stem: str) -> str:
    """Return a stem folded, and told apart from a stop word that is spelt like it: demens is not about dem."""
    return f"{fold_word(stem)}0" if is_stop_word(stem) else fold_word(stem)


@lru_cache(maxsize=CACHE)
def index_terms(word: str) -> tuple[str, ...]:
    """Return the forms under which a word of a text stands in the index.

    Beside the forms a query has there are, for a word with Nordic letters, the spelling without them where it is
    short (born for børn), and the written-out one where it is long, which a beginning such as "hjø" is looked up in.
    """
    terms = query_terms(word)
    plain = written_out(word[:LONGEST_WORD])
    if loose(plain) == plain:
        return terms
    short = [loose(term) for term in terms if len(loose(term)) < LONG]
    return tuple(dict.fromkeys([*terms, plain, *short]))


def pieces_of(word: str) -> tuple[list[str], str]:
    """Return the parts of a hyphened word and, unless it is a number or overlong, the word joined; both in lower case."""
    pieces = HYPHEN.split(word.lower())
    joined = "".join(pieces)
    is_word = 1 < len(pieces) <= MOST_PIECES and not joined.isdigit()
    return pieces, joined if is_word else ""


def tokenise(text: str, splitter: CompoundSplitter | None = None) -> Iterator[Token]:
    """Yield the words of a text in order.

    Args:
        text: any string.
        splitter: finds the parts of compounds; none are looked for without it.
    """
    position = 0
    for found in WORD.finditer(spaced(text)):
        start, end = found.span(1)
        _pieces, joined = pieces_of(text[start:end])
        if joined:
            parts = splitter.split(joined) if splitter else ()
            yield Token(fold_word(joined), position + 1, start, end, parts, joined, is_joined=True)
        for piece in HYPHEN.split(text[start:end]):
            position += 1
            word = piece.lower()
            parts = splitter.split(word) if splitter else ()
            yield Token(fold_word(word), position, start, start + len(piece), parts, word)
            start += len(piece) + 1


def analyse(text: str, splitter: CompoundSplitter | None = DEFAULT_SPLITTER) -> AnalysedText:
    """Return what the index is to hold of a text.

    A hyphened word stands there as its parts, one position each, and joined at the first and the last of these, so
    that phrases meet it from both sides.

    Args:
        text: any string.
        splitter: finds the parts of compounds; none are looked for without it.
    """
    known = _known_chunks(splitter)
    found = [known(chunk) if len(chunk) <= LONGEST_WORD else _chunk(splitter, chunk) for chunk in spaced(text).split()]
    if not found:
        return AnalysedText((), (), (), ())
    plain, forms, parts, joined = zip(*found, strict=True)
    flat = chain.from_iterable
    return AnalysedText(
        plain=tuple(flat(plain)),
        forms=tuple(dict.fromkeys(flat(forms))),
        parts=tuple(dict.fromkeys(flat(parts))),
        joined=tuple(_joined_in(found)) if any(joined) else (),
    )


@lru_cache(maxsize=4)
def _known_chunks(splitter: CompoundSplitter | None) -> Callable[[str], AnalysedText]:
    """Return what analyses the text between two spaces; most of the time it has seen it before."""
    return lru_cache(maxsize=CACHE)(partial(_chunk, splitter))


def _chunk(splitter: CompoundSplitter | None, chunk: str) -> AnalysedText:
    plain: list[str] = []
    forms: list[str] = []
    joined: list[Joined] = []
    words: list[str] = []
    for word in WORD.findall(chunk):
        pieces, whole = pieces_of(word)
        words += pieces
        if whole and (terms := index_terms(whole)):
            words.append(whole)
            forms += terms
            joined.append((terms[0], len(plain) + 1, len(plain) + len(pieces)))
        for piece in pieces:
            first, *others = index_terms(piece) or ("",)
            plain.append(first)
            forms += others
    parts = [term for word in words for term in part_terms(splitter.split(word))] if splitter else []
    return AnalysedText(tuple(plain), tuple(dict.fromkeys(forms)), tuple(dict.fromkeys(parts)), tuple(joined))


def _joined_in(chunks: Iterable[AnalysedText]) -> Iterator[Joined]:
    place = 0
    for chunk in chunks:
        for term, first, last in chunk.joined:
            yield term, place + first, place + last
        place += len(chunk.plain)


def words_in(chunk: str) -> list[str]:
    """Return the words in a stretch of text in lower case; a hyphened one as its parts and joined."""
    if chunk.isalpha():
        return [chunk.lower()]
    found = []
    for word in WORD.findall(spaced(chunk)):
        pieces, joined = pieces_of(word)
        found += [*pieces, joined] if joined else pieces
    return found


@lru_cache(maxsize=CACHE)
def part_terms(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the forms in the index of a compound's parts, and of neighbouring ones together where there are three."""
    together = (
        [first + link + second for first, second in pairwise(parts) for link in ("", "s")] if len(parts) > 2 else []
    )
    return tuple(dict.fromkeys(term for part in (*parts, *together) for term in index_terms(part)))
