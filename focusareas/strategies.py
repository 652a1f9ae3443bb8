"""What a strategy page gathers: the plan under the city's strategy, or the Social Strategy's chapters and benchmarks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch

from networks.models import NetworkPage, SourceReference
from portal.models import User

if TYPE_CHECKING:
    from focusareas.models import Alignment, Benchmark, FocusAreaPage, StrategicObjective, StrategyPage


@dataclass(frozen=True)
class ObjectiveWithFocusAreas:
    """An objective and the focus areas that mainly serve it, in the reader's language."""

    objective: "StrategicObjective"
    focus_areas: Sequence["FocusAreaPage"]


@dataclass
class Mapping:
    """What one document says a focus area serves."""

    objectives: list["Alignment"] = field(default_factory=list)
    aims: list["Alignment"] = field(default_factory=list)

    def add(self, alignment: "Alignment") -> None:
        """Add what a section says, once however many sections say it."""
        same = self.objectives if alignment.objective_id else self.aims
        served = (alignment.objective_id, alignment.aim_id)
        if served not in [(other.objective_id, other.aim_id) for other in same]:
            same.append(alignment)


@dataclass(frozen=True)
class MappingRow:
    """A focus area with what each document says it serves, in the order of the documents."""

    focus_area: "FocusAreaPage"
    mappings: Sequence[Mapping]
    differs: bool


@dataclass(frozen=True)
class BenchmarkWithLinks:
    """A benchmark with the pages the portal suggests it may belong to."""

    benchmark: "Benchmark"
    focus_areas: Sequence["FocusAreaPage"]
    networks: Sequence[NetworkPage]


def strategy_page(source: "StrategyPage", user: User | AnonymousUser) -> dict[str, Any]:
    """Return the template variables of a strategy's page from its Danish version, with the pages the user may read."""
    cited = Prefetch("sources", SourceReference.objects.select_related("document"))
    context: dict[str, Any] = {"sources": source.sources.select_related("document")}
    objectives = list(source.objectives.prefetch_related(cited))
    if objectives:
        context |= _plan_under(source, objectives, cited, user)
    else:
        context |= _social_strategy(source, cited, user)
    return context


def _plan_under(
    source: "StrategyPage", objectives: list["StrategicObjective"], cited: Prefetch, user: User | AnonymousUser
) -> dict[str, Any]:
    focus_areas = (
        apps.get_model("focusareas", "FocusAreaPage")
        .objects.danish()
        .opened_to(user)
        .filter(primary_objective__strategy=source)
        .order_by("number")
        .in_reader_language()
    )
    by_objective: dict[int, list[FocusAreaPage]] = defaultdict(list)
    for page in focus_areas:
        by_objective[page.source.primary_objective_id].append(page)
    aims = list(source.aims.prefetch_related(cited))
    return {
        "vision_points": source.vision_points.prefetch_related(cited),
        "objectives": [ObjectiveWithFocusAreas(item, by_objective[item.pk]) for item in objectives],
        "aims": aims,
        **_mapping_table(focus_areas, _alignments(focus_areas)),
    }


def _alignments(focus_areas: Iterable["FocusAreaPage"]) -> list["Alignment"]:
    rows = apps.get_model("focusareas", "Alignment").objects.filter(
        focus_area__in=[page.source for page in focus_areas]
    )
    return list(
        rows.select_related("objective", "aim", "source__document").order_by(
            "objective__position", "aim__number", "-is_stated"
        )
    )


def _mapping_table(focus_areas: Iterable["FocusAreaPage"], alignments: Iterable["Alignment"]) -> dict[str, Any]:
    documents = {}
    said: dict[tuple[int, int], Mapping] = defaultdict(Mapping)
    for alignment in alignments:
        document = alignment.source.document
        documents[document.pk] = document
        mapping = said[alignment.focus_area_id, document.pk]
        mapping.add(alignment)
    ordered = sorted(documents.values(), key=lambda document: document.number)
    rows = []
    for page in focus_areas:
        mappings = [said[page.source.pk, document.pk] for document in ordered]
        rows.append(MappingRow(page, mappings, differs=len({_served(mapping) for mapping in mappings}) > 1))
    return {"documents": ordered, "mapping": rows}


def _served(mapping: Mapping) -> tuple[frozenset[int], frozenset[int]]:
    return (
        frozenset(alignment.objective_id for alignment in mapping.objectives),
        frozenset(alignment.aim_id for alignment in mapping.aims),
    )


def _social_strategy(source: "StrategyPage", cited: Prefetch, user: User | AnonymousUser) -> dict[str, Any]:
    chapters = apps.get_model("focusareas", "StrategyChapter").objects.prefetch_related("commitments", cited)
    principles = list(source.principles.prefetch_related(Prefetch("chapters", chapters)))
    benchmarks = list(source.benchmarks.prefetch_related(cited))
    return {"principles": principles, "benchmarks": _with_links(benchmarks, user)}


def _with_links(benchmarks: list["Benchmark"], user: User | AnonymousUser) -> list[BenchmarkWithLinks]:
    if not benchmarks:
        return []
    suggested: dict[str, dict[int, list[Any]]] = {}
    for name in ("possible_focus_areas", "possible_networks"):
        field_: Any = benchmarks[0]._meta.get_field(name)
        pairs = list(
            field_.remote_field.through.objects.filter(benchmark__in=benchmarks).values_list(
                "benchmark_id", field_.m2m_reverse_name()
            )
        )
        pages = (
            field_.related_model.objects.danish().opened_to(user).filter(pk__in={page for _benchmark, page in pairs})
        )
        by_pk = {page.source.pk: page for page in pages.order_by("path").in_reader_language()} if pairs else {}
        suggested[name] = defaultdict(list)
        for benchmark, page in pairs:
            if page in by_pk:
                suggested[name][benchmark].append(by_pk[page])
    return [
        BenchmarkWithLinks(item, suggested["possible_focus_areas"][item.pk], suggested["possible_networks"][item.pk])
        for item in benchmarks
    ]
