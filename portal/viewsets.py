"""What the editing lists of all facts share."""

from typing import Any

from django.db.models import BooleanField, CharField, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from portal.listing import in_full_order


def snippet_address(model: type[Any], view: str, *args: Any) -> str:
    """Return the address of a snippet's view, such as "list", "add" or "edit"."""
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


class YesNoColumn(Column):
    """A fact that is so or not; Wagtail's own column names its signs True and False to a screen reader."""

    def get_value(self, instance: Any) -> str:
        """Return the fact in a word."""
        return _("Yes") if super().get_value(instance) else _("No")


class FactIndexView(IndexView):
    """A list whose first column leads to the row's form, a bilingual text too, and that says yes and no in words."""

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Return the columns; Wagtail links the first one only where it is given by its name."""
        checkbox, first, *others = super().columns
        if not isinstance(first, TitleColumn):
            title = self._get_title_column(first.name)
            title.label = first.label
            first = title
        flags = {field.name for field in self.model._meta.concrete_fields if isinstance(field, BooleanField)}
        return [
            checkbox,
            first,
            *(
                YesNoColumn(column.name, label=column.label, sort_key=column.sort_key)
                if column.name in flags
                else column
                for column in others
            ),
        ]

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows as the list is sorted, texts by the reader's alphabet."""
        rows: QuerySet[Any] = super().order_queryset(queryset)
        texts = {field.name for field in self.model._meta.concrete_fields if isinstance(field, CharField)}
        order = [
            f"{name}__alphabetical" if isinstance(name, str) and name.removeprefix("-") in texts else name
            for name in rows.query.order_by
        ]
        return in_full_order(rows.order_by(*order) if order else rows)


class FactViewSet(SnippetViewSet):
    """A fact in the editing interface, listed in as many queries for many rows as for few."""

    index_view_class = FactIndexView

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows to list, with the rows their columns name."""
        return self.with_shown_relations(self.model._default_manager.all())

    def with_shown_relations(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Fetch the rows that the list's columns name in the same query."""
        relations = {field.name for field in self.model._meta.concrete_fields if field.is_relation}
        shown = [name for name in self.list_display if isinstance(name, str) and name in relations]
        return rows.select_related(*shown) if shown else rows
