"""The list of documents in the editing interface."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.documents.views.documents import IndexView

from portal.models import PortalDocument


class DocumentIndexView(IndexView):
    """Wagtail's list, and what the search has read of each file."""

    def get_base_queryset(self) -> QuerySet[PortalDocument]:
        """Return the documents with how reading them went, but without their texts."""
        documents: QuerySet[PortalDocument] = super().get_base_queryset()
        return documents.select_related("reading").defer("reading__text")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Return Wagtail's columns and the portal's."""
        columns: list[Any] = super().columns
        return [*columns, Column("reading", label=_("In the search"), accessor="reading_note")]
