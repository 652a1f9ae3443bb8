"""The report list and reports of both kinds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from focusareas.findables.pages import period_in
from focusareas.models import (
    ActivityReportPage,
    FocusAreaPage,
    ReportAttachment,
    TripReportPage,
)
from networks.findables.choices import focus_area_choices, network_choices
from networks.models import NetworkPage
from search.describing import columns, facts, in_language, kind, unique, years
from search.facets import Facet, FacetValue
from search.pages import PageFindable, Readable
from search.plain_text import rich_text, stream


class ReportIndexFindable(PageFindable):
    """The report list itself."""

    def kind(self, source: Any) -> FacetValue:
        """Return that it is a page."""
        return kind("page", _("page"), 14)

    def prose(self, page: Any) -> Iterable[str]:
        """Return the text above the list."""
        return [rich_text(page.body)]


class ReportFindable(PageFindable):
    """Trip reports and activity reports."""

    joins = ("office", "tripreportpage")
    prefetches: ClassVar[Sequence[Any]] = (
        "authors",
        "places",
        "themes",
        "focus_areas",
        "networks",
        "activities",
        "comments",
        "trials",
        Prefetch("attachments", ReportAttachment.objects.select_related("document")),
    )

    def depends_on(self) -> Mapping[str, Sequence[str]]:
        """Return whose changes reach a report's document."""
        return {
            "focusareas.activity": ["activities"],
            "focusareas.focusareapage": ["focus_areas"],
            "focusareas.reportattachment": ["attachments"],
            "focusareas.reportcomment": ["comments"],
            "focusareas.trial": ["trials"],
            "networks.networkpage": ["networks"],
            "networks.office": ["office"],
            "networks.person": ["authors"],
            "networks.place": ["places"],
            "networks.theme": ["themes"],
            "portal.portaldocument": ["attachments__document"],
        }

    def load(self, sources: Sequence[Any]) -> None:
        """Fetch the titles of focus areas and networks in every language."""
        areas = Readable(FocusAreaPage, [page.pk for source in sources for page in source.focus_areas.all()])
        networks = Readable(NetworkPage, [page.pk for source in sources for page in source.networks.all()])
        for source in sources:
            source.readable_focus_areas, source.readable_networks = areas, networks

    def kind(self, source: Any) -> FacetValue:
        """Return which kind of report it is."""
        if hasattr(source, "tripreportpage"):
            return kind("trip_report", TripReportPage._meta.verbose_name, 4)
        return kind("activity_report", ActivityReportPage._meta.verbose_name, 5)

    def prose(self, page: Any) -> Iterable[str]:
        """Return what the report tells."""
        told = [rich_text(text) for text in (page.learning, page.purpose, page.usable, page.next_steps)]
        heading = in_language(_("What we learned"), page.locale.language_code)
        # Hits show a stretch of this, where nothing else parts the heading from what it is of.
        return [f"{heading}:" if told[0] else "", *told, stream(page.body), page.participants]

    def facts(self, source: Any, language: str) -> Iterable[str]:
        """Return type, places, themes, office, activities, things to try and open attachments."""
        return [
            in_language(source.get_type_display, language),
            in_language(lambda: str(source.country.name), language) if source.country else "",
            *columns(source.places.all(), "name", language),
            *columns(source.themes.all(), "name", language),
            *columns([source.office], "name", language),
            *columns(source.activities.all(), "text", language),
            *columns(source.trials.all(), "text", language),
            *(row.document.title for row in source.attachments.all() if row.document.is_public),
        ]

    def staff(self, source: Any, language: str) -> Iterable[str]:
        """Return authors, focus areas and networks, the attachments that are not open, and the comments."""
        closed = [row.document.title for row in source.attachments.all() if not row.document.is_public]
        return [
            *(person.name for person in source.authors.all()),
            *(source.readable_focus_areas.title(page.pk, language) for page in source.focus_areas.all()),
            *(source.readable_networks.title(page.pk, language) for page in source.networks.all()),
            *closed,
            *(comment.text for comment in source.comments.all()),
        ]

    def facets(self, source: Any, titles: Mapping[str, str]) -> Iterable[FacetValue]:
        """Return themes, focus areas, networks, places, office and years."""
        return unique(
            facts(Facet.THEME, source.themes.all()),
            focus_area_choices(source.readable_focus_areas, [page.pk for page in source.focus_areas.all()]),
            network_choices(source.readable_networks, [page.pk for page in source.networks.all()]),
            facts(Facet.PLACE, source.places.all()),
            facts(Facet.OFFICE, [source.office]),
            years(source.start_date, source.end_date),
        )

    def on(self, source: Any) -> date | None:
        """Return the first day of what it reports on."""
        on: date | None = source.start_date
        return on

    def period(self, source: Any, language: str) -> str:
        """Return when what it reports on was."""
        return period_in(language, source.start_date, source.end_date)
