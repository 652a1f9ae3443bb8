"""A focus area page: what it serves, who is responsible, its goals and activities, and all that is tied to it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils import timezone

from focusareas.reading.activities import share_reports
from focusareas.reading.goals import read_goal_rows
from focusareas.reading.named import Named, named_rows, read_named, references
from focusareas.reading.trials import named_trials, trial_lines
from networks.models import NetworkName, Office, OfficeName
from portal.models import User


@dataclass
class AlignmentRow:
    """An objective or aim, and for each source whether it ties the focus area to it."""

    name: Any
    is_objective: bool
    cells: list[Any]


@dataclass(frozen=True)
class Partner:
    """A partner, city or method a focus area names, with the network or office of that name."""

    tie: Named
    network: Any
    office: str | None


def read_focus_area(area: Any, user: User | AnonymousUser) -> dict[str, Any]:
    """Return the template variables of the Danish page of a focus area, with the pages the user may read."""
    activities = list(area.activities.with_facts())
    origin = area.activities.model.Origin
    planned = [one for one in activities if one.origin in (origin.PLAN, origin.PORTAL)]
    today = timezone.localdate()
    responsibilities = list(area.responsibilities.order_by("-start").select_related("office"))
    alignments = area.alignments.model.objects.filter(focus_area=area)
    alignment_sources, alignment_rows = _alignment_rows(
        alignments.select_related("objective", "aim", "source__document")
    )
    named = _read_named(area)
    own = {row.number for row in named["networks"]}
    networks = _networks(area, named, own).opened_to(user).order_by("title__alphabetical").in_reader_language()
    reports = area.reports.danish().opened_to(user).order_by("-start_date").in_reader_language()
    told = [(row.number, int(row.source)) for row in named["told"]]
    share_reports(activities, told, {page.source.pk: page for page in reports})
    return {
        "goal_rows": read_goal_rows(area.goals.for_plan(), activities),
        "planned_activities": planned,
        "other_activities": [one for one in activities if one not in planned],
        "alignment_sources": alignment_sources,
        "alignments": alignment_rows,
        "ties": _ties_by_kind(area, _partners(named, networks)),
        "objective": next(iter(named["objective"]), None),
        "responsibility": next((row for row in responsibilities if row.is_on(today)), None),
        "earlier_responsibilities": [row for row in responsibilities if row.end and row.end < today],
        "reports": reports,
        "trials": trial_lines(named["trials"], reports),
        "networks": [page for page in networks if page.source.pk in own],
        "names": named["names"],
        "themes": named["themes"],
        "benchmarks": named["benchmarks"],
        "sources": references(named["sources"]),
    }


def _read_named(area: Any) -> dict[str, list[Named]]:
    """Return the short lists of the page by name.

    They come in one query: with one for each, the page would take more than the sixteen it may.
    """
    names = {"name_da": "name_da", "name_en": "name_en"}
    tied = area.ties.model.objects.filter(focus_area=area)
    tie_names = tied.values("name_da")
    lists = [
        named_rows(
            "objective", type(area).primary_objective.get_queryset().filter(pk=area.primary_objective_id), **names
        ),
        named_rows("themes", area.themes.model.objects.filter(focus_areas=area), slug="slug", **names),
        named_rows("benchmarks", area.possible_benchmarks.all(), number="number", **names),
        named_rows(
            "names",
            area.other_names.model.objects.filter(focus_area=area),
            number="sort_order",
            name_da="name",
            source="source",
        ),
        named_rows(
            "ties",
            tied,
            number="sort_order",
            kind="kind",
            source="source",
            slug="place__slug",
            **names,
        ),
        named_rows("offices", Office.objects.filter(name_da__in=tie_names), name_da="name_da", slug="slug"),
        named_rows("offices", OfficeName.objects.filter(name__in=tie_names), name_da="name", slug="office__slug"),
        named_rows("networks", area.networks.through.objects.filter(focusareapage=area), number="networkpage"),
        named_rows("network_names", NetworkName.objects.filter(name__in=tie_names), number="network", name_da="name"),
        named_rows(
            "told",
            area.reports.model.activities.through.objects.filter(activity__focus_area=area),
            number="activity",
            source=Cast("reportpage", CharField()),
        ),
        named_trials(area),
        named_rows(
            "sources",
            type(area).sources.through.objects.filter(focusareapage=area),
            kind="sourcereference__document__number",
            name_da="sourcereference__document__title_da",
            name_en="sourcereference__document__title_en",
            source="sourcereference__section",
        ),
    ]
    return read_named(lists)


def _alignment_rows(alignments: Sequence[Any]) -> tuple[list[Any], list[AlignmentRow]]:
    """Return the sources in their order, and a row for each objective and aim with a cell for each source."""
    sources = {one.source_id: one.source for one in sorted(alignments, key=lambda one: _source_order(one.source))}
    served: dict[tuple[bool, int], dict[int, Any]] = defaultdict(dict)
    names = {}
    for one in alignments:
        key = (one.objective is None, one.objective.position if one.objective else one.aim.number)
        served[key][one.source_id] = one
        names[key] = one.objective or one.aim
    rows = [
        AlignmentRow(names[key], not key[0], [served[key].get(source) for source in sources]) for key in sorted(served)
    ]
    return list(sources.values()), rows


def _source_order(source: Any) -> tuple[bool, str, str]:
    """Sort the main texts before the appendices, each by document."""
    return (not source.section.startswith("§"), source.document.number, source.section)


def _networks(area: Any, named: dict[str, list[Named]], own: set[int]) -> Any:
    """Return the Danish pages of the focus area's networks and of those that its ties name."""
    names = [tie.name_da for tie in named["ties"]]
    keys = own | {row.number for row in named["network_names"]}
    pages = area.networks.model.objects.danish()
    return pages.filter(Q(pk__in=keys) | Q(title__in=names) | Q(abbreviation__in=names))


def _partners(named: dict[str, list[Named]], networks: Sequence[Any]) -> list[Partner]:
    """Return the ties, each with the network or office that has the name, its official name before its others."""
    by_key = {page.source.pk: page for page in networks}
    by_name = {row.name_da: by_key.get(row.number) for row in named["network_names"]}
    by_name |= {page.source.abbreviation: page for page in networks if page.source.abbreviation}
    by_name |= {page.source.title: page for page in networks}
    offices = {row.name_da: row.slug for row in named["offices"]}
    return [Partner(tie, by_name.get(tie.name_da), offices.get(tie.name_da)) for tie in named["ties"]]


def _ties_by_kind(area: Any, partners: Sequence[Partner]) -> list[tuple[str, list[Partner]]]:
    by_kind = defaultdict(list)
    for partner in partners:
        by_kind[partner.tie.kind].append(partner)
    return [(kind.label, by_kind[kind]) for kind in area.ties.model.Kind if kind in by_kind]
