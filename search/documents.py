"""How a thing describes itself to the search, and who describes what.

A room registers a `Findable` for each of its models in its app's `ready`. Nothing here knows a page or a fact.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, NamedTuple

from django.db.models import Model

from search.facets import FacetValue

# In `Findable.depends_on`: every row of the model.
EVERYTHING = "*"


class File(NamedTuple):
    """A file that can be downloaded: what readers call its kind, such as PDF, and its size in bytes."""

    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class Text:
    """What a thing is called and says in one language.

    Args:
        title: its name, as results show it.
        url: where it is read, as a path such as "/en/reports/".
        body: everything else a reader may look for, as plain text; excerpts are cut from it. What is no sentence, such
            as names of what it is tied to, stands in its second part (`with_names`).
        is_open: whether somebody not signed in may read this language's version.
        file: what the address leads to where that is no page.
        period: when it was or is, as readers are told; the day it is sorted by where left out.
    """

    title: str
    url: str
    body: str = ""
    is_open: bool = False
    file: File | None = None
    period: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A thing to be found: one for each page with its translations, or for each fact.

    Args:
        model: the model's label in lower case, such as "networks.person".
        pk: its primary key; a page's is that of the Danish page.
        texts: the text in each language it has one in, by language code.
        facets: what results can be narrowed by; kind, language and year are among them.
        names: other names it is known by, found like a title.
        internal: text that only people who are signed in may find it by, such as contacts; never in an open version.
        on: the day results are sorted by.
        edition: the year of the directory it stood in, where it did.
        is_current: whether it holds today; an entry of an earlier edition does not.
    """

    model: str
    pk: int
    texts: Mapping[str, Text]
    facets: Collection[FacetValue] = ()
    names: Sequence[str] = ()
    internal: str = ""
    on: date | None = None
    edition: int | None = None
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class Findable:
    """What the search asks a room for about one model; a subclass answers."""

    # Whether a document may have as many words as a book.
    is_long: ClassVar[bool] = False

    model: type[Model]

    @property
    def label(self) -> str:
        """Return the model's label in lower case, as in `Document.model`."""
        return self.model._meta.label_lower

    def keys(self) -> Iterator[int]:
        """Return the primary keys of everything that ought to be in the index, in ascending order."""
        raise NotImplementedError

    def documents(self, pks: Collection[int]) -> Iterable[Document]:
        """Return the documents of those of the primary keys that ought to be in the index, in a fixed number of queries."""
        raise NotImplementedError

    def depends_on(self) -> Mapping[str, Sequence[str]]:
        """Return which other models' rows a document says something of.

        Returns:
            by the other model's label, the lookups that lead from this model to its rows, or `EVERYTHING`.
        """
        return {}

    def expired(self) -> Iterable[int]:
        """Return the primary keys of what no longer holds though nobody changed it, such as offices whose last day passed."""
        return ()


@dataclass(slots=True)
class Registry:
    """The findables of every room."""

    by_label: dict[str, Findable] = field(default_factory=dict)

    def register(self, *findables: Findable) -> None:
        """Add a room's findables.

        Raises:
            ValueError: a model has one already.
        """
        for findable in findables:
            if findable.label in self.by_label:
                raise ValueError(f"{findable.label} is registered twice")
            self.by_label[findable.label] = findable

    def __iter__(self) -> Iterator[Findable]:
        return iter(self.by_label.values())

    def get(self, label: str) -> Findable | None:
        """Return the findable of a model's label, None where the model cannot be found."""
        return self.by_label.get(label)


registry = Registry()


def plain(value: Any) -> str:
    """Return a text or None as text."""
    return str(value or "").strip()
