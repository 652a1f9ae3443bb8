from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from django.core.paginator import Page as ListPage
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from networks.forms import DirectoryFilterForm
from networks.models.edition import DirectoryEdition, EditionEntry, entry_orders
from networks.models.network import NetworkPage
from portal.blocks import RICH_TEXT_FEATURES
from portal.listing import paginate, sort_key
from portal.pages import BasePage

OUTSIDE = "outside"


@dataclass(frozen=True)
class DirectoryRow:
    """An entry of an edition, and the network's page where it is published."""

    entry: EditionEntry
    page: NetworkPage | None


@dataclass(frozen=True)
class DirectoryGroup:
    """The entries under one heading: a theme, or a heading printed in the edition."""

    heading: str
    rows: list[DirectoryRow]


class NetworkIndexPage(BasePage):
    """The directory: the networks the administration takes part in, edition by edition."""

    body = RichTextField(_("text"), blank=True, features=RICH_TEXT_FEATURES)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["networks.NetworkPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("network directory")
        verbose_name_plural = _("network directories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return an edition of the directory; to visitors who are not signed in the open network pages only."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if not request.user.is_authenticated:
            pages = NetworkPage.objects.danish().order_by("title__alphabetical").in_reader_language()
            return context | {"open_networks": [page for page in pages if page.is_readable_by(request.user)]}
        form = DirectoryFilterForm(request.GET)
        editions: list[Any] = list(DirectoryEdition.objects.for_directory_page())
        published = [each for each in editions if each.is_published]
        if len(published) < len(editions) and not request.user.has_perm("networks.change_directoryedition"):
            editions = published
        asked = form.asked_edition
        edition = next((each for each in editions if str(each.year) == asked), editions[0] if editions else None)
        context |= {"form": form, "editions": editions, "edition": edition, "is_outside": asked == OUTSIDE}
        if asked == OUTSIDE or edition is None:
            return context | self._outside(request, form, paginated=True)
        return context | self._entries(request, form, edition) | self._outside(request, form, paginated=False)

    def _entries(self, request: HttpRequest, form: DirectoryFilterForm, edition: DirectoryEdition) -> dict[str, Any]:
        orders = entry_orders()
        # An edition printed under headings of its own is shown under them until the reader sorts it.
        default = "printed" if edition.entries.exclude(group_heading_da="").exists() else "theme"
        sort = sort_key(request, orders, default)
        printed: Any = edition.entries
        entries = form.entries(printed.with_contacts()).order_by(*orders[sort])
        page_obj = paginate(request, entries)
        elsewhere = EditionEntry.objects.published().exclude(edition=edition)
        found_in = form.entries(elsewhere).order_by("-edition__year").values_list("edition__year", flat=True).distinct()
        return {
            "sort": sort,
            "page_obj": page_obj,
            # A network looked for in vain may have stood in another edition.
            "found_in": [] if page_obj.object_list or not form.chosen else found_in,
            "groups": _groups(page_obj, sort),
            "sources": edition.sources.select_related("document"),
        }

    def _outside(self, request: HttpRequest, form: DirectoryFilterForm, *, paginated: bool) -> dict[str, Any]:
        """Return the networks named outside the directory: all by pages, or the first below an edition."""
        pages = form.networks(NetworkPage.objects.outside_directory().prefetch_related("themes"))
        outside: Any = paginate(request, pages)
        return {"outside": outside, "outside_pages": outside.object_list.in_reader_language(), "paginated": paginated}


def _groups(page_obj: ListPage, sort: str) -> list[DirectoryGroup]:
    """Put the entries of a page of the list under their headings; under none when sorted by name or office."""
    entries = list(page_obj.object_list)
    pages = NetworkPage.objects.danish().filter(pk__in={entry.network_id for entry in entries})
    by_id = pages.in_reader_language_by_id()

    def heading(entry: EditionEntry) -> str:
        if sort == "printed":
            return entry.group_heading or entry.theme
        return entry.theme if sort.removeprefix("-") == "theme" else ""

    return [
        DirectoryGroup(name, [DirectoryRow(entry, by_id.get(entry.network_id)) for entry in rows])
        for name, rows in groupby(entries, heading)
    ]
