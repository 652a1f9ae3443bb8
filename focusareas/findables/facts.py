"""Goals and activities; both are read on a page of their focus area."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from focusareas.findables.pages import period_in, responsible
from focusareas.models import Activity, FocusAreaPage, Goal, ProgressNote, Responsibility
from networks.findables.choices import focus_area_choices, network_choices
from networks.models import NetworkPage, Office
from search.describing import (
    addresses,
    column,
    columns,
    facts,
    in_language,
    kind,
    own_languages,
    title,
    unique,
    years,
)
from search.facets import Facet, FacetValue
from search.facts import FactFindable
from search.pages import Readable


@dataclass(frozen=True)
class Around:
    """The pages that goals and activities are tied to, and which office is responsible for which focus area."""

    areas: Readable
    networks: Readable
    offices: Mapping[int, Office]


def around(area_ids: Iterable[int | None], network_ids: Iterable[int] = ()) -> Around:
    """Return what goals or activities are tied to, in a fixed number of queries."""
    pks = {pk for pk in area_ids if pk}
    rows: Iterable[Responsibility] = responsible().filter(focus_area__in=pks)
    return Around(
        Readable(FocusAreaPage, pks),
        Readable(NetworkPage, network_ids),
        {row.focus_area_id: row.office for row in rows},
    )


def anchored(by_language: Mapping[str, str], anchor: str) -> dict[str, str]:
    """Return addresses with a place on the page."""
    return {code: f"{address}#{quote(anchor)}" for code, address in by_language.items()}


class GoalFindable(FactFindable):
    """Published goals of focus areas that are live."""

    def depends_on(self) -> Mapping[str, Sequence[str]]:
        """Return whose changes reach a goal's document."""
        return {
            "focusareas.assessment": ["assessments"],
            "focusareas.progressnote": ["progress_notes"],
            "focusareas.focusareapage": ["focus_area"],
            "focusareas.responsibility": ["focus_area__responsibilities"],
            "networks.office": ["focus_area__responsibilities__office"],
        }

    def rows(self) -> QuerySet[Any]:
        """Return the goals that are published on a live page."""
        return Goal.objects.filter(live=True, focus_area__live=True)

    def loaded(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the goals with assessments, and the notes on the goals themselves."""
        notes = ProgressNote.objects.filter(activity__isnull=True)
        return rows.prefetch_related("assessments", Prefetch("progress_notes", notes, to_attr="own_notes"))

    def load(self, items: Sequence[Any]) -> Around:
        """Return the focus areas and who is responsible for them."""
        return around(item.focus_area_id for item in items)

    def kind(self, item: Any) -> FacetValue:
        """Return that it is a goal."""
        return kind("goal", Goal._meta.verbose_name, 2)

    def title(self, item: Any, language: str) -> str:
        """Return code and wording."""
        return title(f"{item.code} {column(item, 'text', language)}")

    def addresses(self, item: Any, more: Around) -> dict[str, str]:
        """Return where the focus area's page shows the goal."""
        return anchored(more.areas.addresses(item.focus_area_id), f"goal-{item.code}")

    def languages(self, item: Any) -> list[FacetValue]:
        """Return the languages the goal is given in."""
        return own_languages(item, "text")

    def body(self, item: Any, language: str, more: Around) -> Iterable[str]:
        """Return the whole wording, its change, and how far the goal was reached."""
        wording = column(item, "text", language)
        assessments = [
            f"{row.year}: {in_language(row.get_status_display, language)}. {column(row, 'reason', language)}"
            for row in item.assessments.all()
        ]
        return [
            wording if len(self.title(item, language)) < len(wording) else "",
            column(item, "changed_to", language),
            *assessments,
            *columns(item.own_notes, "text", language),
        ]

    def tied(self, item: Any, language: str, more: Around) -> Iterable[str]:
        """Return the focus area and the office responsible for it."""
        return [
            more.areas.title(item.focus_area_id, language),
            column(more.offices.get(item.focus_area_id), "name", language),
        ]

    def facets(self, item: Any, more: Around) -> Iterable[FacetValue]:
        """Return the focus area, the office responsible for it, and the years of assessment and deadline."""
        days = [date(row.year, 1, 1) for row in item.assessments.all()] + [item.deadline]
        return unique(
            focus_area_choices(more.areas, [item.focus_area_id]),
            facts(Facet.OFFICE, [more.offices.get(item.focus_area_id)]),
            *(years(day) for day in days),
        )

    def on(self, item: Any) -> date | None:
        """Return the deadline."""
        deadline: date | None = item.deadline
        return deadline

    def period(self, item: Any, language: str) -> str:
        """Return until when the goal is to be reached."""
        if not item.deadline:
            return ""
        with override(language):
            return f"{gettext('Deadline:')} {date_format(item.deadline, 'DATE_FORMAT')}"


class ActivityFindable(FactFindable):
    """Activities of the plan and of the overviews."""

    def depends_on(self) -> Mapping[str, Sequence[str]]:
        """Return whose changes reach an activity's document."""
        return {
            "focusareas.progressnote": ["progress_notes"],
            "focusareas.focusareapage": ["focus_area"],
            "focusareas.responsibility": ["focus_area__responsibilities"],
            "networks.networkpage": ["networks"],
            "networks.office": ["office", "focus_area__responsibilities__office"],
            "networks.place": ["places"],
        }

    def loaded(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the activities with office, places, networks and notes."""
        networks = NetworkPage.objects.only("pk")
        return rows.select_related("office").prefetch_related(
            "places", Prefetch("networks", networks), "progress_notes"
        )

    def load(self, items: Sequence[Any]) -> Around:
        """Return the focus areas, who is responsible for them, and the networks."""
        networks = [page.pk for item in items for page in item.networks.all()]
        return around((item.focus_area_id for item in items), networks)

    def kind(self, item: Any) -> FacetValue:
        """Return that it is an activity."""
        return kind("activity", Activity._meta.verbose_name, 3)

    def title(self, item: Any, language: str) -> str:
        """Return what the activity is."""
        return title(column(item, "text", language))

    def addresses(self, item: Any, more: Around) -> dict[str, str]:
        """Return where its focus area's page shows it, or the list of activities narrowed to show it."""
        if item.focus_area_id in more.areas:
            return anchored(more.areas.addresses(item.focus_area_id), f"activity-{item.code}")
        narrowed = {"origin": item.origin, "type": item.type, "year": item.start.year if item.start else ""}
        places = list(item.places.all())
        narrowed["place"] = places[0].slug if places else ""
        query = urlencode({name: value for name, value in narrowed.items() if value})
        lists = {code: f"{address}?{query}" for code, address in addresses("activities").items()}
        return anchored(lists, f"activity-{item.code}")

    def languages(self, item: Any) -> list[FacetValue]:
        """Return the languages the activity is given in."""
        return own_languages(item, "text")

    def body(self, item: Any, language: str, more: Around) -> Iterable[str]:
        """Return what it was and what came of it."""
        wording = column(item, "text", language)
        return [
            wording if len(self.title(item, language)) < len(wording) else "",
            column(item, "outcome", language),
            column(item, "evaluation", language),
            *columns(item.progress_notes.all(), "text", language),
        ]

    def tied(self, item: Any, language: str, more: Around) -> Iterable[str]:
        """Return when and where it was, with whom, and what it is a part of."""
        return [
            column(item, "period_text", language),
            *columns(item.places.all(), "name", language),
            in_language(lambda: str(item.country.name), language) if item.country else "",
            item.venue,
            item.conference,
            item.programme,
            item.visitor,
            in_language(item.get_type_display, language),
            more.areas.title(item.focus_area_id, language),
            *(more.networks.title(page.pk, language) for page in item.networks.all()),
            column(self._office(item, more), "name", language),
        ]

    def names(self, item: Any, more: Around) -> Iterable[str]:
        """Return its code."""
        return [item.code]

    def facets(self, item: Any, more: Around) -> Iterable[FacetValue]:
        """Return focus area, networks, places, office and years."""
        return unique(
            focus_area_choices(more.areas, [item.focus_area_id]),
            network_choices(more.networks, [page.pk for page in item.networks.all()]),
            facts(Facet.PLACE, item.places.all()),
            facts(Facet.OFFICE, [self._office(item, more)]),
            years(item.start, item.end),
        )

    def on(self, item: Any) -> date | None:
        """Return the day it begins."""
        start: date | None = item.start
        return start

    def period(self, item: Any, language: str) -> str:
        """Return its period as printed, else as its dates say it."""
        return column(item, "period_text", language) or period_in(language, item.start, item.end)

    def _office(self, item: Any, more: Around) -> Office | None:
        """Return the activity's own office, else the one responsible for its focus area."""
        return item.office or more.offices.get(item.focus_area_id)
