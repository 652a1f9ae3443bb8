"""Making the whole index anew while the site runs, and comparing it with the content."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from search.analysis import ANALYSER_VERSION
from search.dependence import Key
from search.documents import Document, Findable, registry
from search.engines.entries import entries
from search.facets import Facet
from search.freshness import BATCH, refresh
from search.models import FacetLabel, SearchDocument
from search.terms import rebuild_terms

Item = TypeVar("Item")


@dataclass
class Rebuilt:
    """What a rebuild came to: documents looked at, rows changed, and things taken out."""

    documents: int = 0
    changed: int = 0
    removed: int = 0


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield the items in batches."""
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


def rebuild(report: Callable[[int, int], None] = lambda done, total: None) -> Rebuilt:
    """Bring every document up to date, those unchanged being left alone, take out what ought not to be there, count words.

    Each batch is a transaction of its own, so that a rebuild that was stopped goes on where it was, and readers and
    editors are not kept waiting.

    Args:
        report: called with how many documents are done, and of how many.
    """
    keys = {findable.label: list(findable.keys()) for findable in registry}
    total = sum(len(pks) for pks in keys.values())
    outcome = Rebuilt()
    report(0, total)
    for label, pks in keys.items():
        for batch in batches(pks):
            outcome.changed += refresh([(label, pk) for pk in batch])
            outcome.documents += len(batch)
            report(outcome.documents, total)
    # What was made meanwhile is looked at once more, not taken out.
    for doubtful in batches(superfluous(keys)):
        outcome.removed += refresh(doubtful)
    rebuild_terms()
    return outcome


def superfluous(keys: dict[str, list[int]]) -> list[Key]:
    """Return what is in the index and not among the keys by label."""
    wanted = {label: set(pks) for label, pks in keys.items()}
    indexed = SearchDocument.objects.values_list("model", "object_id").distinct().order_by("model", "object_id")
    return [(label, pk) for label, pk in indexed.iterator() if pk not in wanted.get(label, ())]


@dataclass
class Drift:
    """Where the index differs from the content."""

    missing: list[Key] = field(default_factory=list)
    superfluous: list[Key] = field(default_factory=list)
    different: list[Key] = field(default_factory=list)
    outdated: list[Key] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.superfluous or self.different or self.outdated or self.labels)


def compare(report: Callable[[int, int], None] = lambda done, total: None) -> Drift:
    """Return where the index differs from the content; nothing is changed.

    Args:
        report: called with how many documents are compared, and of how many.
    """
    keys = {findable.label: list(findable.keys()) for findable in registry}
    total, done = sum(len(pks) for pks in keys.values()), 0
    drift = Drift(superfluous=superfluous(keys))
    labels = {(row.facet, row.value): (row.labels, row.order) for row in FacetLabel.objects.all()}
    for findable in registry:
        for batch in batches(keys[findable.label]):
            _compare(findable, batch, labels, drift)
            done += len(batch)
            report(done, total)
    return drift


def _compare(findable: Findable, pks: list[int], labels: dict[tuple[int, str], Any], drift: Drift) -> None:
    rows = SearchDocument.objects.filter(model=findable.label, object_id__in=pks)
    kept: dict[int, dict[int, tuple[str, int]]] = {}
    for pk, audience, checksum, version in rows.values_list("object_id", "audience", "checksum", "analyser_version"):
        kept.setdefault(pk, {})[audience] = (checksum, version)
    for document in findable.documents(pks):
        key = (document.model, document.pk)
        found = kept.pop(document.pk, None)
        if found is None:
            drift.missing.append(key)
        elif any(version != ANALYSER_VERSION for _checksum, version in found.values()):
            drift.outdated.append(key)
        elif {entry.audience.value: entry.checksum for entry in entries(document)} != {
            audience: checksum for audience, (checksum, _version) in found.items()
        }:
            drift.different.append(key)
        else:
            _compare_labels(document, labels, drift)
    drift.superfluous += [(findable.label, pk) for pk in kept]


def _compare_labels(document: Document, labels: dict[tuple[int, str], Any], drift: Drift) -> None:
    for value in document.facets:
        name = f"{Facet(value.facet).parameter}={value.value}"
        is_kept = labels.get((value.facet, value.value)) == (dict(value.labels), value.order)
        if not is_kept and name not in drift.labels:
            drift.labels.append(name)
