"""How documents are put into the index, as far as it is the same in both databases."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from search.documents import Document
from search.engines.base import Count
from search.engines.entries import Audience, Entry, Key, entries, facet_number
from search.facets import Facet, FacetValue
from search.models import FacetLabel, SearchDocument, SearchTerm

BATCH = 200
DOCUMENTS = SearchDocument._meta.db_table
LABELS = FacetLabel._meta.db_table


class TableEngine:
    """What the engines of both databases share; a database's own adds the statements that write and the search."""

    known_statement: str

    @property
    def connection(self) -> BaseDatabaseWrapper:
        """Return the portal's connection."""
        return connections[DEFAULT_DB_ALIAS]

    def index(self, documents: Iterable[Document]) -> int:
        """Add the documents, or put them in the place of those with the same model and key; return how many rows changed."""
        remaining = iter(documents)
        changed = 0
        while batch := list(islice(remaining, BATCH)):
            changed += self.index_batch({(document.model, document.pk): document for document in batch})
        return changed

    def index_batch(self, documents: Mapping[Key, Document]) -> int:
        """Do the same for a number of documents that fits into a statement."""
        # In one order, so that two that write at the same time wait for each other and not both for ever.
        keys = sorted(documents)
        rows = [entry for key in keys for entry in entries(documents[key])]
        values = {(value.facet, value.value): value for entry in rows for value in entry.facets}
        with self.connection.cursor() as cursor:
            checksums, labels = self._known(cursor, keys, values)
            changed = [
                entry
                for entry in rows
                if checksums.pop((entry.model, entry.object_id, entry.audience), None) != entry.checksum
            ]
            # What is left has no row any more: an open version that was closed.
            gone = [(model, pk) for model, pk, _audience in checksums]
            fresh = [value for key, value in values.items() if _differs(value, labels.get(key))]
            numbers = {key: facet_number(key[0], label[0]) for key, label in labels.items()}
            if fresh:
                numbers |= self.write_labels(cursor, fresh)
            if changed or gone:
                self.write(cursor, changed, gone, numbers)
        return len(changed) + len(gone)

    def _known(
        self, cursor: CursorWrapper, keys: Collection[Key], values: Collection[tuple[int, str]]
    ) -> tuple[dict[tuple[str, int, int], str], dict[tuple[int, str], tuple[int, Any, int]]]:
        """Return the checksums of the documents' rows, and the number, labels and order of the choices, in one query."""
        cursor.execute(self.known_statement, self.known_parameters(keys, values))
        checksums: dict[tuple[str, int, int], str] = {}
        labels: dict[tuple[int, str], tuple[int, Any, int]] = {}
        for model, pk, audience, checksum, value, facet, number, order in cursor.fetchall():
            if model is None:
                labels[facet, value] = (number, json.loads(checksum), order)
            else:
                checksums[model, pk, audience] = checksum
        return checksums, labels

    def known_parameters(self, keys: Collection[Key], values: Collection[tuple[int, str]]) -> dict[str, Any]:
        """Return what `known_statement` is given."""
        raise NotImplementedError

    def write_labels(self, cursor: CursorWrapper, values: Collection[FacetValue]) -> dict[tuple[int, str], int]:
        """Write choices that are new or called otherwise, and return the number of each in the index."""
        raise NotImplementedError

    def write(
        self,
        cursor: CursorWrapper,
        changed: Collection[Entry],
        gone: Collection[Key],
        numbers: Mapping[tuple[int, str], int],
    ) -> None:
        """Write rows, and take the rows for everybody of what is gone out."""
        raise NotImplementedError

    def delete(self, keys: Collection[Key]) -> None:
        """Take the documents of these models and primary keys out."""
        by_model: dict[str, list[int]] = {}
        for model, pk in keys:
            by_model.setdefault(model, []).append(pk)
        for model, pks in sorted(by_model.items()):
            for some in in_batches(sorted(pks)):
                SearchDocument.objects.filter(model=model, object_id__in=some)._raw_delete(DEFAULT_DB_ALIAS)

    def vocabulary(self, audience: SearchDocument.Audience = Audience.EVERYBODY) -> Mapping[str, int]:
        """Return the words of the texts these readers may find, as written, with the number of documents each is in."""
        # Words that are counted anew get new numbers.
        newest = SearchTerm.objects.order_by("-pk").values_list("pk", flat=True).first()
        return words_since(audience, newest)


@lru_cache(maxsize=len(Audience))
def words_since(audience: SearchDocument.Audience, newest: int | None) -> Mapping[str, int]:
    """Return the words of an audience, read once for each time they are counted; `newest` is the last one's number."""
    return dict(SearchTerm.objects.filter(audience=audience).values_list("word", "documents"))


def in_batches(pks: list[int]) -> Iterator[list[int]]:
    """Yield the numbers in lists short enough for a statement."""
    for start in range(0, len(pks), BATCH):
        yield pks[start : start + BATCH]


def facet_numbers(entry: Entry, numbers: Mapping[tuple[int, str], int]) -> list[int]:
    """Return what is kept of a row's facets."""
    return sorted(numbers[value.facet, value.value] for value in entry.facets)


def in_order(counts: Mapping[Facet, list[Count]]) -> None:
    """Put the choices of each facet in their order, and those of the same order by their hits."""
    for choices in counts.values():
        choices.sort(key=lambda choice: (choice.order, -choice.hits, choice.value))


def kept_json(value: Any) -> str:
    """Return a value as a JSON column takes it."""
    return json.dumps(value, ensure_ascii=False)


def _differs(value: FacetValue, known: tuple[int, Any, int] | None) -> bool:
    return known is None or known[1:] != (dict(value.labels), value.order)
