"""What findables of pages have in common: one document for a Danish page and its translations."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any, ClassVar

from django.db.models import Q

from portal.languages import SOURCE_LANGUAGE
from search.describing import LANGUAGES, languages
from search.documents import Document, Findable, Text
from search.facets import FacetValue
from search.plain_text import lines, with_names


class PageAddresses:
    """Gives addresses of many pages, reading the site's roots once."""

    def __init__(self) -> None:
        self._roots: Any = SimpleNamespace()

    def of(self, page: Any) -> str:
        """Return the page's address as a path, "" where the page is outside the site."""
        return str(page.get_url(self._roots))


class PageFindable(Findable):
    """A type of page: found while it or a translation of it is live and has a text of its own.

    A subclass says what it holds by overriding the methods from `kind` on. They get the Danish page as `source`,
    loaded with `joins` and `prefetches`.
    """

    joins: ClassVar[Sequence[str]] = ()
    prefetches: ClassVar[Sequence[Any]] = ()

    def keys(self) -> Iterator[int]:
        """Return the keys of the Danish pages with a live text in some language."""
        model: Any = self.model
        texts = model._default_manager.filter(live=True, alias_of__isnull=True)
        danish = model._default_manager.filter(locale__language_code=SOURCE_LANGUAGE, alias_of__isnull=True)
        found = danish.filter(translation_key__in=texts.order_by().values("translation_key"))
        yield from found.order_by("pk").values_list("pk", flat=True)

    def documents(self, pks: Collection[int]) -> Iterable[Document]:
        """Return a document for each of the Danish pages that has a live text."""
        model: Any = self.model
        wanted = model._default_manager.filter(pk__in=pks, locale__language_code=SOURCE_LANGUAGE, alias_of__isnull=True)
        both = (
            model._default_manager.filter(translation_key__in=wanted.order_by().values("translation_key"))
            .filter(Q(locale__language_code=SOURCE_LANGUAGE) | Q(live=True), alias_of__isnull=True)
            .select_related("locale", *self.joins)
            .prefetch_related(*self.prefetches)
            .order_by("pk")
        )
        families: dict[Any, dict[str, Any]] = defaultdict(dict)
        for page in both:
            families[page.translation_key][page.locale.language_code] = page
        self.load([family[SOURCE_LANGUAGE] for family in families.values() if SOURCE_LANGUAGE in family])
        addresses = PageAddresses()
        for family in families.values():
            source = family.get(SOURCE_LANGUAGE)
            versions = {code: page for code, page in family.items() if page.live}
            if source is not None and versions:
                yield self._document(source, versions, addresses)

    def _document(self, source: Any, versions: Mapping[str, Any], addresses: PageAddresses) -> Document:
        texts, internal = {}, [*self.internal(source)]
        for code in LANGUAGES:
            if code not in versions:
                continue
            page = versions[code]
            prose, names = [page.summary, *self.prose(page)], [*self.facts(source, code)]
            # An open text holds nothing that its page hides from visitors.
            (internal if page.is_public else prose).extend(self.staff_prose(page))
            (internal if page.is_public else names).extend(self.staff(source, code))
            body = with_names(lines(*prose), lines(*names))
            texts[code] = Text(page.title, addresses.of(page), body, page.is_public, period=self.period(source, code))
        titles = {code: page.title for code, page in versions.items()}
        titles.setdefault(SOURCE_LANGUAGE, source.title)
        return Document(
            model=self.label,
            pk=source.pk,
            texts=texts,
            facets=[self.kind(source), *languages(texts), *self.facets(source, titles)],
            names=[name for name in self.names(source) if name],
            internal=lines(*internal),
            on=self.on(source),
            is_current=self.is_current(source),
        )

    def load(self, sources: Sequence[Any]) -> None:
        """Fetch for the Danish pages what neither joins nor prefetches give, in a fixed number of queries."""

    def kind(self, source: Any) -> FacetValue:
        """Return what sort of page it is."""
        raise NotImplementedError

    def prose(self, page: Any) -> Iterable[str]:
        """Return the texts of a version that everybody reads who may read the page."""
        return ()

    def staff_prose(self, page: Any) -> Iterable[str]:
        """Return the texts of a version that visitors do not see where the page is open."""
        return ()

    def facts(self, source: Any, language: str) -> Iterable[str]:
        """Return the facts shown to everybody who may read the page, in a language."""
        return ()

    def staff(self, source: Any, language: str) -> Iterable[str]:
        """Return the facts that visitors do not see where the page is open, in a language."""
        return ()

    def internal(self, source: Any) -> Iterable[str]:
        """Return what is found but never shown, such as mail addresses."""
        return ()

    def names(self, source: Any) -> Iterable[str]:
        """Return the other names the page is known by."""
        return ()

    def facets(self, source: Any, titles: Mapping[str, str]) -> Iterable[FacetValue]:
        """Return the choices besides kind and language; `titles` are the page's own by language code."""
        return ()

    def on(self, source: Any) -> date | None:
        """Return the day the page is sorted by; none where it tells of no day."""
        return None

    def is_current(self, source: Any) -> bool:
        """Tell whether what the page is about holds today."""
        return True

    def period(self, source: Any, language: str) -> str:
        """Return when what it tells of was or is, as readers are told in a language."""
        return ""


class Readable:
    """Pages in every reader's language, as `in_reader_language` gives them in one: in one query for all.

    Args:
        model: their type.
        pks: the Danish pages' keys; those not live are left out.
    """

    def __init__(self, model: Any, pks: Iterable[int | None]) -> None:
        wanted = model.objects.filter(
            pk__in={pk for pk in pks if pk}, locale__language_code=SOURCE_LANGUAGE, live=True
        ).order_by()
        pages = (
            model.objects.filter(translation_key__in=wanted.values("translation_key"), live=True)
            .select_related("locale")
            .defer_streamfields()
        )
        families: dict[Any, dict[str, Any]] = defaultdict(dict)
        for page in pages:
            families[page.translation_key][page.locale.language_code] = page
        self._by_pk = {family[SOURCE_LANGUAGE].pk: family for family in families.values()}
        self._addresses = PageAddresses()

    def __contains__(self, pk: int | None) -> bool:
        return pk in self._by_pk

    def danish(self, pk: int) -> Any:
        """Return the Danish page."""
        return self._by_pk[pk][SOURCE_LANGUAGE]

    def is_open(self, pk: int) -> bool:
        """Tell whether visitors may read the page in some language."""
        return any(page.is_public and page.alias_of_id is None for page in self._by_pk[pk].values())

    def titles(self, pk: int) -> dict[str, str]:
        """Return the page's title by language code, the Danish one where there is no other."""
        family = self._by_pk[pk]
        return {code: family.get(code, family[SOURCE_LANGUAGE]).title for code in LANGUAGES}

    def title(self, pk: int | None, language: str) -> str:
        """Return the page's title in a language, "" where the page is not live."""
        return self.titles(pk)[language] if pk in self._by_pk and pk is not None else ""

    def addresses(self, pk: int) -> dict[str, str]:
        """Return where the page is read in each language, the Danish page where it has no other."""
        family = self._by_pk[pk]
        return {code: self._addresses.of(family.get(code, family[SOURCE_LANGUAGE])) for code in LANGUAGES}
