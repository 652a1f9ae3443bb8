"""What findables of facts have in common: one document for a row, in every language of the portal."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from search.describing import LANGUAGES, own_languages
from search.documents import Document, Findable, Text
from search.facets import FacetValue
from search.plain_text import lines, with_names


class FactFindable(Findable):
    """A kind of fact, seen by signed-in readers only. A subclass says what it holds by overriding the methods."""

    def rows(self) -> QuerySet[Any]:
        """Return the rows that ought to be found."""
        return self.model._default_manager.all()

    def loaded(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows with what their documents need."""
        return rows

    def load(self, items: Sequence[Any]) -> Any:
        """Return what else the documents need, fetched in a fixed number of queries; the methods get it as `more`."""
        return None

    def keys(self) -> Iterator[int]:
        """Return the keys of the rows that ought to be found."""
        yield from self.rows().order_by("pk").values_list("pk", flat=True)

    def documents(self, pks: Collection[int]) -> Iterable[Document]:
        """Return a document for each of the rows that ought to be found."""
        items = list(self.loaded(self.rows().filter(pk__in=pks)).order_by("pk"))
        more = self.load(items)
        for item in items:
            addresses = self.addresses(item, more)
            yield Document(
                model=self.label,
                pk=item.pk,
                texts={
                    code: Text(
                        self.title(item, code),
                        addresses[code],
                        with_names(lines(*self.body(item, code, more)), lines(*self.tied(item, code, more))),
                        period=self.period(item, code),
                    )
                    for code in LANGUAGES
                },
                facets=[self.kind(item), *self.languages(item), *self.facets(item, more)],
                names=[name for name in self.names(item, more) if name],
                internal=lines(*self.internal(item)),
                on=self.on(item),
                edition=self.edition(item),
                is_current=self.is_current(item),
            )

    def kind(self, item: Any) -> FacetValue:
        """Return what sort of thing it is."""
        raise NotImplementedError

    def title(self, item: Any, language: str) -> str:
        """Return what it is called in a language."""
        raise NotImplementedError

    def addresses(self, item: Any, more: Any) -> dict[str, str]:
        """Return where it is read, by language code."""
        raise NotImplementedError

    def languages(self, item: Any) -> list[FacetValue]:
        """Return the languages it has a text of its own in."""
        return own_languages(item, "name")

    def body(self, item: Any, language: str, more: Any) -> Iterable[str]:
        """Return what it says in a language, in sentences."""
        return ()

    def tied(self, item: Any, language: str, more: Any) -> Iterable[str]:
        """Return the names of what it is tied to, and other words it is found by, in a language."""
        return ()

    def facets(self, item: Any, more: Any) -> Iterable[FacetValue]:
        """Return the choices besides kind and language."""
        return ()

    def names(self, item: Any, more: Any) -> Iterable[str]:
        """Return the other names it is known by."""
        return ()

    def internal(self, item: Any) -> Iterable[str]:
        """Return what it is found by but never shown, such as mail addresses."""
        return ()

    def on(self, item: Any) -> date | None:
        """Return the day it is sorted by."""
        return None

    def period(self, item: Any, language: str) -> str:
        """Return when it was or is, as readers are told in a language; the day it is sorted by where left out."""
        return ""

    def edition(self, item: Any) -> int | None:
        """Return the year of the directory it stood in."""
        return None

    def is_current(self, item: Any) -> bool:
        """Tell whether it holds today."""
        return True
