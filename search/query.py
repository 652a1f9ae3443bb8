"""What a reader asks for, read from the search field; engines turn it into SQL."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from search.analysis import DEFAULT_SPLITTER, CompoundSplitter, is_stop_word, pieces_of, query_terms
from search.folding import LONG, WORD, fold_word, loose, spaced, undoubled, written_out
from search.glossary import EMPTY, Glossary, Meaning

__all__ = ["EMPTY", "Glossary", "Group", "Query", "parse"]

LONGEST_QUERY = 300
MOST_GROUPS = 40
SHORTEST_PREFIX = 3

_QUOTES = str.maketrans(dict.fromkeys("“”„«»″‟", '"'))
_ITEM = re.compile(r'(?P<minus>(?<!\S)-+(?=[^\s-]))?(?:"(?P<phrase>[^"]*)"?|(?P<chunk>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Group:
    """One thing asked for: a document has it when any alternative is in it.

    Args:
        text: as typed, in lower case.
        terms: index terms, of words or of parts of compounds.
        phrases: words in their one spelling (`AnalysedText.plain`) that stand side by side; two at least.
        prefixes: beginnings of index terms.
        synonyms: those of the terms and phrases that only the glossary knows, which count less than what was typed.
        is_quoted: whether it stood in quotation marks, so that only the words as typed count, and no parts.
    """

    text: str
    terms: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, ...]] = frozenset()
    prefixes: frozenset[str] = frozenset()
    synonyms: frozenset[str | tuple[str, ...]] = frozenset()
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: every group must be in a document and no excluded one may be.

    Args:
        text: what was typed, cut to `LONGEST_QUERY` characters.
        groups: what must be there.
        excluded: what must not.
        words: the words typed, without those excluded, in lower case.
    """

    text: str = ""
    groups: tuple[Group, ...] = ()
    excluded: tuple[Group, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is asked for, neither that something be there nor that it be absent."""
        return not self.groups and not self.excluded


@dataclass(frozen=True, slots=True)
class _Item:
    """A word or a quoted phrase as typed."""

    text: str
    pieces: tuple[str, ...]
    joined: str = ""
    is_quoted: bool = False
    is_excluded: bool = False
    may_go_on: bool = False

    @property
    def is_common(self) -> bool:
        return not self.is_quoted and all(map(is_stop_word, self.pieces))


def parse(text: str, *, glossary: Glossary = EMPTY, splitter: CompoundSplitter = DEFAULT_SPLITTER) -> Query:
    """Read a query; any string gives one.

    Args:
        text: what was typed: words, "phrases", -exclusions. Unless a space or quotation mark follows, the last word may
            go on.
        glossary: what else words and expressions are called.
        splitter: knows the vocabulary of compounds.
    """
    text = text[:LONGEST_QUERY]
    items = list(_items(spaced(text.translate(_QUOTES))))[:MOST_GROUPS]
    asked = [item for item in items if not item.is_excluded]
    meanings = _meanings(asked, glossary)
    typed = tuple(fold_word(piece) for item in asked for piece in item.pieces)
    wanted = [(item, found) for item, found in zip(asked, meanings, strict=True) if not item.is_common]
    groups = [_with_meanings(_group(item), found, typed) for item, found in wanted or zip(asked, meanings, strict=True)]
    excluded = [_group(item) for item in items if item.is_excluded]
    return Query(
        text=text,
        groups=tuple(dict.fromkeys(groups)),
        excluded=tuple(dict.fromkeys(excluded)),
        words=tuple(dict.fromkeys(word for item in asked for word in _words_of(item))),
    )


def _items(text: str) -> Iterator[_Item]:
    for found in _ITEM.finditer(text):
        is_excluded = bool(found["minus"])
        if found["phrase"] is not None:
            quoted = tuple(piece for word in WORD.findall(found["phrase"]) for piece in pieces_of(word)[0])
            if quoted:
                joined = " ".join(pieces_of(word)[1] or word.lower() for word in WORD.findall(found["phrase"]))
                yield _Item(" ".join(quoted), quoted, joined, is_quoted=True, is_excluded=is_excluded)
            continue
        start = found.start("chunk")
        for word in WORD.finditer(found["chunk"]):
            pieces, joined = pieces_of(word[1])
            may_go_on = start + word.end(1) == len(text) and not is_excluded
            if joined or len(pieces) == 1:
                yield _Item(word[1].lower(), tuple(pieces), joined, False, is_excluded, may_go_on)
            else:
                for piece in pieces:
                    yield _Item(piece, (piece,), "", False, is_excluded, may_go_on and piece is pieces[-1])


def _words_of(item: _Item) -> Iterable[str]:
    return item.pieces if item.is_quoted or not item.joined else (item.joined,)


def _group(item: _Item) -> Group:
    plain = tuple(filter(None, map(fold_word, item.pieces)))
    if item.is_quoted:
        joined = tuple(filter(None, map(fold_word, item.joined.split())))
        spellings = {plain, joined}
        return Group(
            item.text,
            terms=frozenset(words[0] for words in spellings if len(words) == 1),
            phrases=frozenset(words for words in spellings if len(words) > 1),
            is_quoted=True,
        )
    word = item.joined or item.pieces[0]
    return Group(
        item.text,
        terms=frozenset(query_terms(word)),
        phrases=frozenset([plain] if len(plain) > 1 else []),
        prefixes=_prefixes(word) if item.may_go_on else frozenset(),
    )


def _prefixes(word: str) -> frozenset[str]:
    """Return the beginnings in the index that a word being typed may have.

    How a word is folded depends on its length, and of this one only a part is known. A short beginning with Nordic
    letters is looked up among the written-out spellings, since without them ("bo" for "bø") it says too little.
    """
    plain = written_out(word)
    if len(plain) < SHORTEST_PREFIX:
        return frozenset()
    folded = fold_word(word)
    if len(loose(plain)) < LONG and loose(plain) != plain:
        return frozenset([plain])
    return frozenset([folded, undoubled(loose(plain)).replace("mpb", "mb")])


def _meanings(items: list[_Item], glossary: Glossary) -> list[list[Meaning]]:
    """Return for each item what else it is called.

    An expression of several words gives its meanings to each of them: "drug misuse" asks for (drug or stofmisbrug) and
    (misuse or stofmisbrug), which is the same as asking for both words or the other name.
    """
    found: list[list[Meaning]] = [[] for _item in items]
    for start in range(len(items)):
        expression: tuple[str, ...] = ()
        for end in range(start, min(len(items), start + glossary.longest)):
            if items[end].is_quoted:
                break
            expression += items[end].pieces
            names = glossary.meanings(expression)
            if start == end and items[start].joined:
                names = names | glossary.meanings((items[start].joined,))
            for place in range(start, end + 1):
                found[place] += names
    return found


def _with_meanings(group: Group, meanings: list[Meaning], typed: tuple[str, ...]) -> Group:
    """Return what is asked for by a word or by what else it is called; `typed` are all words typed, in order."""
    if not meanings:
        return group
    terms = group.terms.union(*(meaning.terms for meaning in meanings))
    phrases = group.phrases.union(*(meaning.phrases for meaning in meanings))
    not_typed = [phrase for phrase in phrases - group.phrases if not _is_in(phrase, typed)]
    return replace(group, terms=terms, phrases=phrases, synonyms=frozenset([*terms - group.terms, *not_typed]))


def _is_in(phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(words[start : start + len(phrase)] == phrase for start in range(len(words) - len(phrase) + 1))
