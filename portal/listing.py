"""Lists of facts and pages: filters, sorting and paging kept in the address, and never an error."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from portal.former_addresses import with_current_values

ROWS_PER_PAGE = 20


def paginate(request: HttpRequest, rows: Any, per_page: int = ROWS_PER_PAGE) -> Page:
    """Return the page of rows named by `page` in the address; the nearest there is when the number is wrong."""
    if isinstance(rows, QuerySet):
        rows = in_full_order(rows)
    return Paginator(rows, per_page).get_page(request.GET.get("page"))


def in_full_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return the rows in their order, equal ones by their keys, so that no page repeats what another shows."""
    order = rows.query.order_by or (rows.model._meta.ordering if rows.query.default_ordering else ())
    return rows.order_by(*order, "pk")


def sort_key(request: HttpRequest, allowed: Mapping[str, Sequence[Any]], default: str) -> str:
    """Return the sort order named by `sort` in the address when it is one of those allowed, else the default."""
    asked = request.GET.get("sort", default)
    return asked if asked in allowed else default


def containing(text: str, *paths: str) -> Q:
    """Return the condition that one of the fields contains the text, however it is capitalised.

    SQLite alone ignores case in the letters a to z only, and would not find "Ørestad" by "ørestad".
    """
    condition = Q()
    for spelling in {text, text.lower(), text.upper(), text.capitalize()}:
        for path in paths:
            condition |= Q(**{f"{path}__icontains": spelling})
    return condition


class FilterForm(forms.Form):
    """A form of filters read from the address; a value it does not know is shown as an error and left out."""

    def __init__(self, data: MultiValueDict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(with_current_values(data), *args, **kwargs)

    @property
    def chosen(self) -> dict[str, Any]:
        """Return the valid filters that are set, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}
