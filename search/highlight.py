"""Where a query is met in a text, for titles and excerpts; the template marks it, nothing here is HTML."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from search.analysis import DEFAULT_SPLITTER, CompoundSplitter, index_terms, part_terms, words_in
from search.folding import HYPHEN, WORD, fold_word, loose, spaced, undoubled, written_out
from search.query import Group, Query
from search.scanning import stretches

Segment = tuple[str, bool]
# From, to and which of the query's groups is met.
Hit = tuple[int, int, int]

# A text up to this length is read word by word; of a longer one, the stretches that may meet the query until so many do.
LONGEST_READ = 8_000
MOST_STRETCHES = 3
# How far a word or phrase may reach beyond a stretch.
LONGEST_WORD = 100
CACHE = 50_000
MOST_HITS = 500
LEFT_OUT = "…"
# How far a cut may move to fall between words.
SLACK = 30
# How much of a sentence is shown before its first hit.
LEAD = 60
# What may stand between two words of a phrase.
BETWEEN = r"(?:['’]s)?[^\w]{1,8}"
_SPACE = re.compile(r"\s+")
_NO_WORD = re.compile(r"[^\w-]")


class _Matcher:
    """Decides, once for each stretch of text between spaces, which of a query's groups its words meet."""

    def __init__(self, query: Query, splitter: CompoundSplitter) -> None:
        self._groups = query.groups
        self._splitter = splitter
        self._phrases = [(number, phrase) for number, group in enumerate(query.groups) for phrase in group.phrases]
        self._in_phrases = {word for _number, phrase in self._phrases for word in phrase}
        asked = self._in_phrases.union(*(group.terms | group.prefixes for group in query.groups))
        # Whatever its ending, a word that meets a term has the term's beginning in it. Most words go by this.
        beginnings = {undoubled(loose(term))[:3] for term in asked}
        self._may_meet = re.compile("|".join(map(re.escape, sorted(beginnings))) or r"(?!)").search
        self._known: dict[str, _Chunk] = {}

    def hits(self, text: str) -> list[Hit]:
        """Return where the text meets the query, in order and without overlaps."""
        text = spaced(text)
        known, may_meet = self._known, self._may_meet
        met: dict[str, int] = {}
        spellings: dict[str, set[str]] = {}
        for chunk in set(text.split()):
            found = known.get(chunk)
            if found is None:
                found = known[chunk] = self._chunk(chunk) if may_meet(_bare(chunk)) else NOTHING
            if found is not NOTHING:
                met.update(found.met)
                for term, piece in found.in_phrases:
                    spellings.setdefault(term, set()).add(piece)
        hits = [(start, start + len(word), group) for word, group in met.items() for start in _places(text, word)]
        hits += self._phrases_in(text, spellings)
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        return _without_overlaps(hits)[:MOST_HITS]

    def _chunk(self, chunk: str) -> "_Chunk":
        words = WORD.findall(chunk)
        met = {word: group for word in words if (group := self._group_of(word)) >= 0}
        pieces = [(fold_word(piece), piece) for word in words for piece in HYPHEN.split(word)]
        in_phrases = [pair for pair in pieces if pair[0] in self._in_phrases]
        return _Chunk(met, in_phrases) if met or in_phrases else NOTHING

    def _group_of(self, word: str) -> int:
        """Return the number of the first group the word meets, or -1."""
        terms, parts = _forms(word, self._splitter)
        return next((number for number, group in enumerate(self._groups) if _meets(group, terms, parts)), -1)

    def _phrases_in(self, text: str, spellings: dict[str, set[str]]) -> list[Hit]:
        """Return where the query's phrases stand, given how their words are spelled in the text."""
        found: list[Hit] = []
        for number, phrase in self._phrases:
            if all(term in spellings for term in phrase):
                rest = re.compile("".join(f"{BETWEEN}(?:{_any_of(spellings[term])})(?!\\w)" for term in phrase[1:]))
                found += [
                    (start, met.end(), number)
                    for piece in spellings[phrase[0]]
                    for start in _places(text, piece)
                    if (met := rest.match(text, start + len(piece)))
                ]
        return found


class _Chunk(NamedTuple):
    """The words between two spaces that meet a group of the query, and those that stand in one of its phrases."""

    met: dict[str, int]
    in_phrases: list[tuple[str, str]]


NOTHING = _Chunk({}, [])


@lru_cache(maxsize=CACHE)
def _bare(chunk: str) -> str:
    """Return the letters of a stretch of text in the spelling that all folded forms have in common."""
    return undoubled(loose(written_out(chunk))).replace("mpb", "mb")


@lru_cache(maxsize=CACHE)
def _forms(word: str, splitter: CompoundSplitter) -> tuple[frozenset[str], frozenset[str]]:
    """Return the index terms of a word and those of its parts."""
    names = words_in(word)
    return (
        frozenset(term for name in names for term in index_terms(name)),
        frozenset(term for name in names for term in part_terms(splitter.split(name))),
    )


def _meets(group: Group, terms: frozenset[str], parts: frozenset[str]) -> bool:
    if not group.terms.isdisjoint(terms) or (not group.is_quoted and not group.terms.isdisjoint(parts)):
        return True
    return any(term.startswith(prefix) for prefix in group.prefixes for term in terms)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _places(text: str, word: str) -> Iterator[int]:
    """Yield where the word stands in the text and is not part of a longer one."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum():
            yield start
        start = text.find(word, end)


def _without_overlaps(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
    return kept


def _window(text: str, hits: list[Hit], length: int) -> tuple[int, int]:
    """Return from where to where the text meets the most groups, and of such stretches the most hits, cut at spaces."""
    first, last, _groups = _densest(hits, length)
    spare = length - (last - first)
    start = max(0, min(first - min(spare // 3, LEAD), len(text) - length))
    if start > 0:
        space = text.find(" ", start, min(first, start + SLACK))
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + length)
    if end < len(text):
        space = text.rfind(" ", max(last, end - SLACK), end)
        end = space if space > start else end
    return start, end


def _densest(hits: list[Hit], length: int) -> tuple[int, int, int]:
    """Return where the hits of the best stretch begin and end, and how many groups it meets."""
    best, first, last = (0, 0), 0, 0
    end = 0
    for begin, hit in enumerate(hits):
        end = max(end, begin)
        while end < len(hits) and hits[end][1] - hit[0] <= length:
            end += 1
        inside = hits[begin:end]
        score = (len({group for _start, _end, group in inside}), len(inside))
        if score > best:
            best, first, last = score, hit[0], inside[-1][1]
    return first, last, best[0]


def _segments(text: str, start: int, end: int, hits: list[Hit]) -> list[Segment]:
    segments: list[Segment] = []
    place = start
    for hit_start, hit_end, _group in hits:
        if hit_start < place or hit_end > end:
            continue
        segments += [(text[place:hit_start], False), (text[hit_start:hit_end], True)]
        place = hit_end
    segments.append((text[place:end], False))
    return [(segment, is_hit) for segment, is_hit in segments if segment]


@lru_cache(maxsize=16)
def _matcher(query: Query, splitter: CompoundSplitter) -> _Matcher:
    return _Matcher(query, splitter)


def highlight(text: str, query: Query, splitter: CompoundSplitter = DEFAULT_SPLITTER) -> list[Segment]:
    """Return the whole text in segments, each with whether it meets the query."""
    return _segments(text, 0, len(text), _matcher(query, splitter).hits(text))


def excerpt(
    text: str, query: Query, splitter: CompoundSplitter = DEFAULT_SPLITTER, *, length: int = 240
) -> list[Segment]:
    """Return the stretch of the text that meets most of the query, in segments as `highlight` gives.

    Args:
        text: the document's text.
        query: what was asked for.
        splitter: the one the text was indexed with.
        length: how many characters at most, apart from the marks for what is left out.
    """
    matcher = _matcher(query, splitter)
    hits = matcher.hits(text) if len(text) <= LONGEST_READ else _hits_in_long(text, query, matcher, length)
    start, end = _window(text, hits, length)
    segments = _segments(text, start, end, hits)
    before = [(LEFT_OUT, False)] if text[:start].strip() else []
    after = [(LEFT_OUT, False)] if text[end:].strip() else []
    return [*before, *((_SPACE.sub(" ", segment), is_hit) for segment, is_hit in segments), *after]


def _hits_in_long(text: str, query: Query, matcher: _Matcher, length: int) -> list[Hit]:
    """Return the hits around the first place in a long text that meets the whole query, else around one that meets most."""
    best: list[Hit] = []
    most = met = 0
    for start, end in _promising(text, query):
        # A short word looks like a part of many others.
        if not _hits_between(text, matcher, start - LONGEST_WORD, end + LONGEST_WORD):
            continue
        # The excerpt may begin before the stretch and end behind it.
        hits = _hits_between(text, matcher, start - length, end + length)
        groups = _densest(hits, length)[2]
        if groups > most:
            best, most = hits, groups
        met += 1
        if most == len(query.groups) or met == MOST_STRETCHES:
            break
    return best


def _hits_between(text: str, matcher: _Matcher, start: int, end: int) -> list[Hit]:
    """Return the hits of a part of a text, without the word it begins in and with the one it ends in."""
    begin = _between_words(text, start) if start > 0 else 0
    found = matcher.hits(text[begin : _between_words(text, end)])
    return [(hit_start + begin, hit_end + begin, group) for hit_start, hit_end, group in found]


def _between_words(text: str, place: int) -> int:
    """Return the next place between two words; the place itself where none is near."""
    found = _NO_WORD.search(text, place, place + LONGEST_WORD)
    return found.start() if found else place


def _promising(text: str, query: Query) -> Iterator[tuple[int, int]]:
    """Yield the stretches that may meet the whole query, then those that may meet a part of it, the larger part first."""
    partly = []
    for start, end, groups in stretches(text, query):
        if groups == len(query.groups):
            yield start, end
        elif groups:
            partly.append((-groups, start, end))
    for _groups, start, end in sorted(partly):
        yield start, end
