"""Places, themes, and the documents that the facts are read from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from networks.models import DocumentDifference, Place, SourceDocument, Theme
from search.describing import (
    addresses,
    column,
    fact,
    in_language,
    kind,
    own_languages,
)
from search.facets import Facet, FacetValue
from search.facts import FactFindable


class PlaceFindable(FactFindable):
    """Cities."""

    def kind(self, item: Any) -> FacetValue:
        """Return that it is a place."""
        return kind("place", Place._meta.verbose_name, 10)

    def title(self, item: Any, language: str) -> str:
        """Return the city's name."""
        return column(item, "name", language)

    def addresses(self, item: Any, more: Any) -> dict[str, str]:
        """Return the address of its page."""
        return addresses("place", item.slug)

    def tied(self, item: Any, language: str, more: Any) -> Iterable[str]:
        """Return the country."""
        return [in_language(lambda: str(item.country.name), language)]

    def facets(self, item: Any, more: Any) -> Iterable[FacetValue]:
        """Return the place itself."""
        return [fact(Facet.PLACE, item)]


class ThemeFindable(FactFindable):
    """Subjects."""

    def kind(self, item: Any) -> FacetValue:
        """Return that it is a theme."""
        return kind("theme", Theme._meta.verbose_name, 11)

    def title(self, item: Any, language: str) -> str:
        """Return its name."""
        return column(item, "name", language)

    def addresses(self, item: Any, more: Any) -> dict[str, str]:
        """Return the address of its page."""
        return addresses("theme", item.slug)

    def names(self, item: Any, more: Any) -> Iterable[str]:
        """Return what else it is called."""
        return item.also_called

    def facets(self, item: Any, more: Any) -> Iterable[FacetValue]:
        """Return the theme itself."""
        return [fact(Facet.THEME, item)]


class SourceDocumentFindable(FactFindable):
    """The administration's own documents."""

    def kind(self, item: Any) -> FacetValue:
        """Return that it is a source document."""
        return kind("source_document", SourceDocument._meta.verbose_name, 16)

    def title(self, item: Any, language: str) -> str:
        """Return number and title."""
        return f"{item.number} {column(item, 'title', language)}"

    def addresses(self, item: Any, more: Any) -> dict[str, str]:
        """Return where the page of sources tells of it."""
        return {code: f"{address}#document-{item.number}" for code, address in addresses("sources").items()}

    def languages(self, item: Any) -> list[FacetValue]:
        """Return the languages the title is given in."""
        return own_languages(item, "title")

    def body(self, item: Any, language: str, more: Any) -> Iterable[str]:
        """Return what it is and its dating."""
        return [column(item, "description", language), column(item, "dating", language)]

    def tied(self, item: Any, language: str, more: Any) -> Iterable[str]:
        """Return its kind and its sections."""
        return [in_language(item.get_kind_display, language), item.sections]


class DifferenceFindable(FactFindable):
    """Points where the documents differ."""

    def depends_on(self) -> Mapping[str, Sequence[str]]:
        """Return whose changes reach a difference's document."""
        return {"networks.documentstatement": ["statements"]}

    def loaded(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the differences with what each document says."""
        return rows.prefetch_related("statements")

    def kind(self, item: Any) -> FacetValue:
        """Return that it is a difference."""
        return kind("difference", DocumentDifference._meta.verbose_name, 17)

    def title(self, item: Any, language: str) -> str:
        """Return what it is about."""
        return column(item, "subject", language)

    def addresses(self, item: Any, more: Any) -> dict[str, str]:
        """Return where the page of sources tells of it, alone if need be: its list has several pages."""
        return {code: f"{address}?q={item.code}#{item.code}" for code, address in addresses("sources").items()}

    def languages(self, item: Any) -> list[FacetValue]:
        """Return the languages the subject is given in."""
        return own_languages(item, "subject")

    def body(self, item: Any, language: str, more: Any) -> Iterable[str]:
        """Return what each document says, and what the portal uses."""
        statements = list(item.statements.all())
        said = [f"{row.reference}: {column(row, 'text', language)}" for row in statements]
        return [*said, column(item, "resolution", language)]

    def tied(self, item: Any, language: str, more: Any) -> Iterable[str]:
        """Return in what way they differ."""
        return [in_language(item.get_kind_display, language)]

    def names(self, item: Any, more: Any) -> Iterable[str]:
        """Return its code."""
        return [item.code]
