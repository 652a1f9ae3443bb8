"""A focus area page: what it serves, who is responsible, its goals and activities, and all that is tied to it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from focusareas.reading.activities import PLACE_FIELDS
from focusareas.reading.goals import load_goal_rows
from focusareas.reading.sources import SOURCE_FIELDS
from networks.models import SourceReference
from portal.together import Wanted


@dataclass
class AlignmentRow:
    """An objective or aim, and for each source whether it ties the focus area to it."""

    name: Any
    is_objective: bool
    cells: list[Any]


def read_focus_area(area: Any) -> dict[str, Any]:
    """Return the template variables of the Danish page of a focus area."""
    goals = area.goals.for_plan()
    activities = list(area.activities.select_related("office"))
    rows, found = load_goal_rows(list(goals), goals.model, activities, area.activities.model, **_facts(area))
    origin = area.activities.model.Origin
    planned = [one for one in activities if one.origin in (origin.PLAN, origin.PORTAL)]
    planned_keys = {one.pk for one in planned}
    for row in rows:
        row.activities = [one for one in row.activities if one.pk in planned_keys]
    alignment_sources, alignments = _alignment_rows(found["alignments"])
    return {
        "goal_rows": rows,
        "planned_activities": planned,
        "other_activities": [one for one in activities if one.pk not in planned_keys],
        "alignment_sources": alignment_sources,
        "alignments": alignments,
        "ties": _ties_by_kind(found["ties"]),
        "objective": next(iter(found["objective"]), None),
        "responsibility": next((row for row in found["responsibilities"] if row.end is None), None),
        "earlier_responsibilities": [row for row in found["responsibilities"] if row.end],
        "reports": area.reports.danish().order_by("-start_date").in_reader_language(),
        "networks": area.networks.model.objects.danish()
        .filter(focus_areas=area)
        .order_by("title")
        .in_reader_language(),
        **{name: found[name] for name in ("names", "themes", "sources", "benchmarks")},
    }


def _facts(area: Any) -> dict[str, Wanted]:
    responsibilities = area.responsibilities.order_by("-start")
    objectives = type(area).primary_objective.get_queryset()
    alignments = area.alignments.model.objects.filter(focus_area=area)
    return {
        "names": Wanted(area.other_names.model.objects.filter(focus_area=area), ["name", "source"]),
        "ties": Wanted(
            area.ties.model.objects.filter(focus_area=area),
            ["kind", "name_da", "name_en", "source", *(f"place__{name}" for name in PLACE_FIELDS)],
        ),
        "alignments": Wanted(
            alignments,
            [
                "is_stated",
                "objective__name_da",
                "objective__name_en",
                "objective__position",
                "aim__number",
                "aim__text_da",
                "aim__text_en",
                *(f"source__{name}" for name in SOURCE_FIELDS),
            ],
        ),
        "objective": Wanted(objectives.filter(pk=area.primary_objective_id), ["name_da", "name_en"]),
        "responsibilities": Wanted(
            responsibilities,
            ["role_da", "role_en", "start", "end", "office__slug", "office__name_da", "office__name_en"],
        ),
        "themes": Wanted(area.themes.model.objects.filter(focus_areas=area), ["slug", "name_da", "name_en"]),
        "benchmarks": Wanted(area.possible_benchmarks.order_by("number"), ["number", "name_da", "name_en"]),
        "sources": Wanted(SourceReference.objects.filter(pk__in=area.sources.values("pk")), SOURCE_FIELDS),
    }


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


def _ties_by_kind(ties: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    kinds = [value for value, _label in ties[0].Kind.choices] if ties else []
    ordered = sorted(ties, key=lambda tie: kinds.index(tie.kind))
    return [(label, list(group)) for label, group in groupby(ordered, key=lambda tie: str(tie.get_kind_display()))]
