"""What a reader asks, read from the address; anything that makes no sense is left out, and nothing is an error."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, urlencode

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from portal.former_addresses import current_values
from portal.models import User
from search.facets import Facet
from search.models import SearchDocument
from search.query import LONGEST_QUERY

BY_DATE = "date"
# Those that are kept of a search.
PARAMETERS = frozenset(["q", "sort", *(facet.parameter for facet in Facet)])
LAST_PAGE = 1_000_000
LONGEST_VALUE = 80
# Every link of the page carries the filters, so there are limits for all of them together.
MOST_VALUES = 60
LONGEST_FILTERS = 2_000
LONGEST_ADDRESS = 4_000
# PostgreSQL takes no NUL, and none of the others means anything in a query.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as its address has it.

    Args:
        text: what was typed.
        filters: the chosen values of each facet that has any, in the order of the address.
        page: 1 for the first.
        by_date: newest first; else by relevance.
    """

    text: str = ""
    filters: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    by_date: bool = False

    @property
    def is_blank(self) -> bool:
        """Say whether nothing is asked for yet."""
        return not self.text.strip() and not self.filters

    @property
    def is_plain(self) -> bool:
        """Say whether it is a search of its own, and not an order, a part or a further page of another."""
        return not self.filters and not self.by_date and self.page == 1

    @property
    def parameters(self) -> dict[str, list[str]]:
        """Return the values by parameter of the address, the same for the same search whatever its page."""
        parameters = {"q": [self.text]} if self.text.strip() else {}
        parameters |= {facet.parameter: list(values) for facet, values in self.filters.items()}
        return parameters | ({"sort": [BY_DATE]} if self.by_date else {})

    @property
    def subject(self) -> tuple[str, frozenset[tuple[Facet, str]]]:
        """Return what is looked for, the same however it is capitalised, spaced, ordered, sorted and paged."""
        chosen = frozenset((facet, value) for facet, values in self.filters.items() for value in values)
        return " ".join(self.text.casefold().split()), chosen

    @property
    def address(self) -> str:
        """Return the address's part after the question mark, the same for the same search; empty for a blank one."""
        return urlencode(self.parameters | ({"page": [str(self.page)]} if self.page > 1 else {}), doseq=True)

    def without(self, facet: Facet, value: str) -> "Asked":
        """Return the search without one of its filters, from its first page."""
        filters = {
            each: tuple(one for one in values if (each, one) != (facet, value)) for each, values in self.filters.items()
        }
        return replace(self, filters={each: values for each, values in filters.items() if values}, page=1)

    def unfiltered(self) -> "Asked":
        """Return the search without its filters, from its first page."""
        return replace(self, filters={}, page=1)

    def spelled(self, text: str) -> "Asked":
        """Return the search for another text, from its first page."""
        return replace(self, text=text, page=1)


def read(request: HttpRequest) -> Asked:
    """Return what the address of a request asks for."""
    asked = _with_current_values(understood(_parameters(request)))
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_ADDRESS:
        _shorten(request, asked)
    return asked


def _with_current_values(asked: Asked) -> Asked:
    """Return the search with former addresses of what it is filtered by replaced by those of today."""
    current = current_values({facet.parameter: values for facet, values in asked.filters.items()})
    if not current:
        return asked
    filters = {
        facet: tuple(dict.fromkeys(current.get((facet.parameter, value), value) for value in values))
        for facet, values in asked.filters.items()
    }
    return replace(asked, filters=filters)


def understood(parameters: MultiValueDict[str, str]) -> Asked:
    """Return what the parameters of an address ask for."""
    return Asked(
        text=_clean(parameters.get("q", ""))[:LONGEST_QUERY],
        filters=_filters({facet: parameters.getlist(facet.parameter) for facet in Facet}),
        page=_number(parameters.get("page", "")),
        by_date=parameters.get("sort") == BY_DATE,
    )


def audience(request: HttpRequest) -> SearchDocument.Audience:
    """Return whose documents the reader may find."""
    return audience_of(request.user)


def audience_of(reader: User | AnonymousUser) -> SearchDocument.Audience:
    """Return whose documents somebody may find."""
    is_staff = reader.is_authenticated and reader.is_active
    return SearchDocument.Audience.STAFF if is_staff else SearchDocument.Audience.EVERYBODY


def is_typing_on(asked: Asked, before: str) -> bool:
    """Say whether a search only has more letters than the one at an address the reader had before.

    Such a one takes its place in the browser's history, which would else hold every letter.
    """
    try:
        parameters = parse_qs(before.partition("?")[2].partition("#")[0], max_num_fields=MOST_VALUES)
    except ValueError:
        return False
    earlier = _clean(parameters.pop("q", [""])[0])
    same = replace(asked, text=earlier, page=1).address
    return (
        bool(earlier.strip())
        and asked.text.startswith(earlier)
        and urlencode([("q", earlier), *((name, value) for name, values in parameters.items() for value in values)])
        == same
    )


def _parameters(request: HttpRequest) -> QueryDict:
    """Return the parameters of the address; none where there are more than Django reads."""
    try:
        return request.GET
    except TooManyFieldsSent:
        # Templates read it too, and would fail in turn.
        request.GET = QueryDict()
        return request.GET


def _shorten(request: HttpRequest, asked: Asked) -> None:
    """Leave in the address only what is asked, since the links to other pages and languages repeat it."""
    kept = asked.address + ("&format=json" if request.GET.get("format") == "json" else "")
    request.GET = QueryDict(kept)
    request.META["QUERY_STRING"] = kept


def _filters(values: Mapping[Facet, Iterable[str]]) -> dict[Facet, tuple[str, ...]]:
    filters: dict[Facet, tuple[str, ...]] = {}
    number = length = 0
    for facet, raw in values.items():
        cleaned = (_SPACE.sub(" ", _clean(value)).strip()[:LONGEST_VALUE] for value in raw)
        for value in dict.fromkeys(filter(None, cleaned)):
            number += 1
            length += len(urlencode({facet.parameter: value}))
            if number > MOST_VALUES or length > LONGEST_FILTERS:
                return filters
            filters[facet] = (*filters.get(facet, ()), value)
    return filters


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)


def _number(text: str) -> int:
    digits = text if text.isascii() and text.isdigit() and len(text) <= len(str(LAST_PAGE)) else "1"
    return min(max(int(digits), 1), LAST_PAGE)
