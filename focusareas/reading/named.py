"""The short lists of a page, read in one query: with one for each, a page would take more than the sixteen it may."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Value

from networks.models import SourceDocument, SourceReference, Theme
from portal.alphabet import sorting_key
from portal.languages import Bilingual


@dataclass(frozen=True)
class Named:
    """A row of a short list: a theme, a partner, a benchmark, a source, something to try."""

    number: int
    kind: str
    name_da: str
    name_en: str
    source: str
    slug: str | None

    name = Bilingual()


# What stands in the columns that a short list has nothing for.
BLANK: dict[str, Any] = {"number": Value(0)} | {
    name: Value("") for name in ("kind", "name_da", "name_en", "source", "slug")
}


def named_rows(name: str, rows: QuerySet[Any], **columns: Any) -> QuerySet[Any, Any]:
    """Return the rows of a list under its name, in the columns of `Named`."""
    return rows.order_by().values_list(Value(name), *(BLANK | columns).values())


def read_named(lists: Sequence[QuerySet[Any, Any]]) -> dict[str, list[Named]]:
    """Return the rows of the lists, by the lists' names."""
    named = defaultdict(list)
    for name, *columns in lists[0].union(*lists[1:], all=True):
        named[name].append(Named(*columns))
    for rows in named.values():
        rows.sort(key=lambda row: (row.number or 0, row.kind, row.name_da, row.source))
    return named


def references(rows: Sequence[Named]) -> list[SourceReference]:
    """Return the source references as their template wants them, those of a document sharing it."""
    documents = {row.kind: SourceDocument(number=row.kind, title_da=row.name_da, title_en=row.name_en) for row in rows}
    return [SourceReference(document=documents[row.kind], section=row.source) for row in rows]


def themes(rows: Sequence[Named]) -> list[Theme]:
    """Return the themes as their template wants them, in the order of the alphabet."""
    found = [Theme(name_da=row.name_da, name_en=row.name_en, slug=row.slug or "") for row in rows]
    return sorted(found, key=lambda theme: sorting_key(theme.name_da))
