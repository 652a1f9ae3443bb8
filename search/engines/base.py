"""What an engine does; the parsed query is passed, not SQL."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from search.documents import Document
from search.facets import Facet
from search.models import SearchDocument
from search.query import Query

HITS_PER_PAGE = 20
# Beyond this many hits only the newest and the newest by title are ranked; later pages go by date.
RANKED_HITS = 1_000


@dataclass(frozen=True, slots=True)
class Request:
    """What a reader asks the index.

    Args:
        query: what must be in a document; an empty one with filters lists everything that passes them.
        audience: whose rows may be seen.
        filters: chosen values by facet, as in the address; a value nobody has finds nothing.
        facets: the facets to count; each is counted as if its own filter were not set.
        page: 1 for the first.
        by_date: newest first; else by relevance.
        with_texts: whether hits bring their texts; many that are only to be known apart need none.
    """

    query: Query
    audience: SearchDocument.Audience
    filters: Mapping[Facet, Collection[str]] = field(default_factory=dict)
    facets: Collection[Facet] = ()
    page: int = 1
    per_page: int = HITS_PER_PAGE
    by_date: bool = False
    with_texts: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found; `texts` has title, url and body by language code."""

    model: str
    object_id: int
    kind: str
    texts: Mapping[str, Mapping[str, str]]
    on: date | None
    edition: int | None
    is_current: bool
    score: float


class Count(NamedTuple):
    """How many hits a choice in a facet has; `labels` by language code."""

    value: str
    labels: Mapping[str, str]
    order: int
    hits: int


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, how many there are in all, and the facets' counts.

    `is_ranked_in_part` says that there were more than `RANKED_HITS` and later pages go by date.
    """

    hits: list[Hit]
    total: int
    counts: Mapping[Facet, list[Count]]
    is_ranked_in_part: bool = False


class Engine(Protocol):
    """An index of documents."""

    def index(self, documents: Iterable[Document]) -> int:
        """Add the documents, or put them in the place of those with the same model and key; return how many rows changed."""

    def delete(self, keys: Collection[tuple[str, int]]) -> None:
        """Take the documents of these models and primary keys out."""

    def search(self, request: Request) -> Results:
        """Return what is found; never raises for anything a reader typed."""

    def vocabulary(self, audience: SearchDocument.Audience = SearchDocument.Audience.EVERYBODY) -> Mapping[str, int]:
        """Return the words of the texts these readers may find, as written, with the number of documents each is in."""
