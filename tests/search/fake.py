"""An index in memory, for what the views do with any engine."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from search.documents import Document
from search.engines.base import Count, Hit, Request, Results
from search.facets import Facet, FacetValue
from search.models import SearchDocument


@dataclass
class FakeEngine:
    """Finds documents whose texts hold every word asked for, and keeps what it was asked."""

    documents: list[Document] = field(default_factory=list)
    words: dict[str, int] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    is_ranked_in_part: bool = False

    def index(self, documents: Iterable[Document]) -> int:
        self.documents += documents
        return len(self.documents)

    def delete(self, keys: Collection[tuple[str, int]]) -> None:
        self.documents = [each for each in self.documents if (each.model, each.pk) not in keys]

    def search(self, request: Request) -> Results:
        self.asked.append(request)
        found = [pair for pair in map(self._seen_by(request), self.documents) if self._holds(request, pair[1])]
        kept = [pair for pair in found if _passes(pair[0], request.filters)]
        counts = {facet: _counts(facet, found, request.filters) for facet in request.facets}
        start = (request.page - 1) * request.per_page
        hits = [_hit(document, texts) for document, texts in kept[start : start + request.per_page]]
        return Results(hits, len(kept), counts, self.is_ranked_in_part)

    def vocabulary(self, audience: SearchDocument.Audience = SearchDocument.Audience.EVERYBODY) -> Mapping[str, int]:
        return self.words

    def _seen_by(self, request: Request) -> Any:
        def seen(document: Document) -> tuple[Document, dict[str, dict[str, str]]]:
            everything = request.audience == SearchDocument.Audience.STAFF
            return document, {
                code: {"title": text.title, "url": text.url, "body": text.body, "period": text.period}
                for code, text in document.texts.items()
                if everything or text.is_open
            }

        return seen

    def _holds(self, request: Request, texts: Mapping[str, Mapping[str, str]]) -> bool:
        everything = " ".join(value for text in texts.values() for value in text.values()).lower()
        return bool(texts) and all(word in everything for word in request.query.words)


def _passes(document: Document, filters: Mapping[Facet, Collection[str]], but: Facet | None = None) -> bool:
    own = {(value.facet, value.value) for value in document.facets}
    return all(facet is but or any((facet, value) in own for value in values) for facet, values in filters.items())


def _counts(facet: Facet, found: list[Any], filters: Mapping[Facet, Collection[str]]) -> list[Count]:
    values: dict[str, FacetValue] = {}
    number: Counter[str] = Counter()
    for document, _texts in found:
        for value in document.facets:
            if value.facet is facet and _passes(document, filters, but=facet):
                values[value.value] = value
                number[value.value] += 1
    return [Count(each.value, each.labels, each.order, number[name]) for name, each in values.items()]


def _hit(document: Document, texts: Mapping[str, Mapping[str, str]]) -> Hit:
    kind = next((value.value for value in document.facets if value.facet is Facet.KIND), "")
    return Hit(
        document.model,
        document.pk,
        kind,
        texts,
        document.on,
        document.edition,
        document.is_current,
        score=1.0,
    )
