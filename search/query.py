"""What a reader asks for, read from the search field; engines turn it into SQL."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from search.analysis import DEFAULT_SPLITTER, CompoundSplitter

LONGEST_QUERY = 2_000
MOST_GROUPS = 40
SHORTEST_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Group:
    """One thing asked for: a document has it when any alternative is in it.

    Args:
        text: as typed.
        terms: index terms, of words or of compound parts.
        phrases: sequences of index terms that stand side by side.
        prefixes: beginnings of index terms.
        is_quoted: whether it stood in quotation marks.
    """

    text: str
    terms: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, ...]] = frozenset()
    prefixes: frozenset[str] = frozenset()
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


class Glossary:
    """Expressions that mean the same, in one language or across two.

    Args:
        groups: the expressions of each meaning, of one word or several.
    """

    def __init__(self, groups: Iterable[Collection[str]] = ()) -> None:
        self._groups = tuple(tuple(group) for group in groups)


EMPTY = Glossary()


def parse(text: str, *, glossary: Glossary = EMPTY, splitter: CompoundSplitter = DEFAULT_SPLITTER) -> Query:
    """Read a query; any string gives one.

    Args:
        text: what was typed: words, "phrases", -exclusions. Unless a space or quotation mark follows, the last word may
            go on.
        glossary: what else words and expressions are called.
        splitter: knows the vocabulary of compounds.
    """
    return Query(text[:LONGEST_QUERY])
