"""Results as a reader sees them: texts in the reader's language, marked words, facets with names and counts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise, cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from portal.alphabet import sorting_key
from portal.languages import SOURCE_LANGUAGE, active_language
from search.asking import Asked
from search.documents import File
from search.engines.base import Hit, Results
from search.engines.entries import Key
from search.facets import Facet
from search.folding import fold
from search.highlight import Segment, excerpt, highlight
from search.models import FacetLabel, SearchDocument
from search.plain_text import NAMES_FOLLOW
from search.query import Query

NAMES: Mapping[Facet, Promise] = {
    Facet.KIND: _("Kind"),
    Facet.THEME: _("Theme"),
    Facet.FOCUS_AREA: _("Focus area"),
    Facet.NETWORK: _("Network"),
    Facet.PLACE: _("Place"),
    Facet.OFFICE: _("Office"),
    Facet.YEAR: _("Year"),
    Facet.LANGUAGE: _("Language"),
    Facet.EDITION: _("Edition of the directory"),
}
# Facets that stand open, and how many choices of one are shown before the rest is folded away.
OPEN = {Facet.KIND, Facet.THEME}
SHOWN_CHOICES = 7
# Between the names in place of an excerpt, and how many there are.
BETWEEN_NAMES = " · "
MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to narrow by.

    Args:
        key: the end of its control's id.
    """

    value: str
    label: str
    hits: int
    is_chosen: bool
    key: str


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """A facet with its choices: those shown at once, and the rest."""

    parameter: str
    name: Promise
    first: Sequence[Choice]
    rest: Sequence[Choice]
    is_open: bool

    @property
    def chosen(self) -> int:
        """Return how many of its choices are set."""
        return sum(choice.is_chosen for choice in (*self.first, *self.rest))


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter that is set, and the address without it."""

    name: Promise
    label: str
    address: str


class ShownHit:
    """A hit in the language the reader gets it in."""

    def __init__(self, hit: Hit, query: Query, kind_label: str) -> None:
        self._query = query
        self.kind = hit.kind
        self.kind_label = kind_label
        self.language = language_of(hit.texts)
        self.on = hit.on
        self.edition = hit.edition
        self.is_current = hit.is_current
        text: Mapping[str, Any] = hit.texts.get(self.language, {})
        self.plain_title = text.get("title", "")
        self.url = text.get("url", "")
        self._body = text.get("body", "")
        self.file = File(*text["file"]) if "file" in text else None
        self.period = text.get("period", "")
        self._names: Sequence[str] = text.get("names", ())

    @property
    def is_foreign(self) -> bool:
        """Say whether its text is not in the reader's language."""
        return self.language != active_language()

    @property
    def is_place_of_its_own(self) -> bool:
        """Say whether it is a page and not a part of one, nor a file or a row of an edition."""
        is_page = bool(self.url) and "#" not in self.url and not self.file
        return self.edition is None and is_page

    @property
    def begins_as_typed(self) -> bool:
        """Say whether its title begins with the text of the query."""
        return fold(self.plain_title).startswith(fold(self._query.text))

    @property
    def is_called_so(self) -> bool:
        """Say whether its title has all that is asked for."""
        return self._has_all(self.plain_title)

    @cached_property
    def other_name(self) -> str:
        """Return the other name that has all that is asked for, "" where the title does or none has."""
        return "" if self.is_called_so else next(filter(self._has_all, self._names), "")

    def _has_all(self, name: str) -> bool:
        asked = [replace(self._query, groups=(group,)) for group in self._query.groups]
        return all(any(is_hit for _text, is_hit in highlight(name, each)) for each in asked)

    @property
    def shown_date(self) -> date | None:
        """Return its day, unless its period or the edition it stood in says as much."""
        return None if self.edition or self.period else self.on

    @cached_property
    def title(self) -> SafeString:
        """Return its title with the words looked for marked."""
        return marked(highlight(self.plain_title, self._query)) or SafeString(_("Untitled"))

    @cached_property
    def excerpt(self) -> SafeString:
        """Return the stretch of its text that meets the query, marked; else the names it has that do."""
        prose, _mark, names = self._body.partition(NAMES_FOLLOW)
        told = excerpt(prose, self._query)
        if names and not any(is_hit for _text, is_hit in told):
            lines = [highlight(name, self._query) for name in names.splitlines()]
            met = [line for line in lines if any(is_hit for _text, is_hit in line)]
            if met or not prose:
                return format_html_join(BETWEEN_NAMES, "{}", ((marked(line),) for line in (met or lines)[:MOST_NAMES]))
        return marked(told)


def language_of(texts: Mapping[str, Any]) -> str:
    """Return the language a reader gets a text in: the own one, else Danish, else the one there is."""
    for language in (active_language(), SOURCE_LANGUAGE, *texts):
        if language in texts:
            return language
    return SOURCE_LANGUAGE


def label_of(labels: Mapping[str, str], value: str) -> str:
    """Return what a choice is called in the reader's language."""
    return labels.get(active_language()) or labels.get(SOURCE_LANGUAGE) or value


def marked(segments: Iterable[Segment]) -> SafeString:
    """Return the segments as HTML with those that meet the query marked."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if is_hit else text,) for text, is_hit in segments)
    )


def kind_labels(results: Results) -> dict[str, str]:
    """Return what the kinds of results are called, by kind; kinds must have been counted."""
    return {count.value: label_of(count.labels, count.value) for count in results.counts.get(Facet.KIND, [])}


def shown_hits(results: Results, query: Query) -> list[ShownHit]:
    """Return the hits of the page of results."""
    labels = kind_labels(results)
    return [ShownHit(hit, query, labels.get(hit.kind, hit.kind)) for hit in results.hits]


def shown_documents(keys: Collection[Key], query: Query, audience: SearchDocument.Audience) -> dict[Key, ShownHit]:
    """Return things of the index by their keys, in that order, without those these readers may not find.

    Takes two queries, and none where there are no keys.

    Args:
        keys: which; a page full at most.
        query: whose words are marked.
        audience: who reads.
    """
    by_model: dict[str, list[int]] = defaultdict(list)
    for model, pk in keys:
        by_model[model].append(pk)
    if not by_model:
        return {}
    named = Q()
    for model, pks in by_model.items():
        named |= Q(model=model, object_id__in=pks)
    rows = {(row.model, row.object_id): row for row in SearchDocument.objects.filter(named, audience=audience)}
    kinds = names_of({Facet.KIND: list({row.kind for row in rows.values()})})
    return {
        key: ShownHit(_hit_of(rows[key]), query, kinds.get((Facet.KIND, rows[key].kind), rows[key].kind))
        for key in keys
        if key in rows
    }


def shown_facets(asked: Asked, results: Results) -> list[ShownFacet]:
    """Return the facets that have anything to choose, each with its chosen values even where they find nothing.

    A value that was chosen and is not among those counted costs a query for its name.
    """
    uncounted = {
        facet: [value for value in values if value not in {count.value for count in results.counts.get(facet, [])}]
        for facet, values in asked.filters.items()
    }
    names = names_of(uncounted)
    shown = []
    for facet in Facet:
        chosen = asked.filters.get(facet, ())
        choices = [
            Choice(value, names.get((facet, value), value), 0, True, f"none-{number}")
            for number, value in enumerate(uncounted.get(facet, []))
        ]
        counts = sorted(
            results.counts.get(facet, []),
            key=lambda count: (count.order, sorting_key(label_of(count.labels, count.value))),
        )
        choices += [
            Choice(
                count.value,
                label_of(count.labels, count.value),
                count.hits,
                count.value in chosen,
                slugify(count.value) or str(number),
            )
            for number, count in enumerate(counts)
        ]
        if choices:
            first = _foremost(choices)
            rest = [choice for choice in choices if choice not in first]
            shown.append(ShownFacet(facet.parameter, NAMES[facet], first, rest, facet in OPEN or bool(chosen)))
    return shown


def _foremost(choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices that are set and those with most hits, in their order."""
    if len(choices) <= SHOWN_CHOICES + 1:
        return list(choices)
    ranked = sorted(choices, key=attrgetter("hits"), reverse=True)
    kept = {choice.value for choice in ranked[:SHOWN_CHOICES]} | {
        choice.value for choice in choices if choice.is_chosen
    }
    return [choice for choice in choices if choice.value in kept]


def _hit_of(row: SearchDocument) -> Hit:
    return Hit(row.model, row.object_id, row.kind, row.texts, row.on, row.edition, row.is_current, score=0.0)


def names_of(values: Mapping[Facet, Sequence[str]]) -> dict[tuple[Facet, str], str]:
    """Return what choices are called in the reader's language, in one query; none for what nobody has."""
    wanted = {value for some in values.values() for value in some}
    if not wanted:
        return {}
    rows = FacetLabel.objects.filter(value__in=wanted, facet__in=[facet.value for facet in values])
    return {(Facet(row.facet), row.value): label_of(row.labels, row.value) for row in rows}


def active_filters(asked: Asked, facets: Sequence[ShownFacet]) -> list[ActiveFilter]:
    """Return the filters that are set, with what they are called."""
    labels = {
        (facet.parameter, choice.value): choice.label
        for facet in facets
        for choice in (*facet.first, *facet.rest)
        if choice.is_chosen
    }
    return [
        ActiveFilter(NAMES[facet], labels.get((facet.parameter, value), value), asked.without(facet, value).address)
        for facet, values in asked.filters.items()
        for value in values
    ]
