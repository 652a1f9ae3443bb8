"""Strategies, the action plan and its focus areas."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import override

from focusareas.models import (
    ActionPlanPage,
    FocusAreaPage,
    FocusAreaTie,
    Responsibility,
    StrategyChapter,
    StrategyPage,
    StrategyPrinciple,
)
from focusareas.templatetags.plan_tags import period
from networks.findables.choices import focus_area_choice, network_choices
from networks.models import NetworkPage
from search.describing import column, columns, facts, kind, unique, years
from search.facets import Facet, FacetValue
from search.pages import PageFindable, Readable
from search.plain_text import rich_text, stream


def responsible() -> QuerySet[Responsibility]:
    """Return today's responsibilities with their offices."""
    rows: QuerySet[Responsibility] = Responsibility.objects.on(timezone.localdate()).select_related("office")
    return rows


def period_in(language: str, start: date | None, end: date | None) -> str:
    """Return a period as readers of a language are told it, "" where there is none."""
    with override(language):
        return period(start, end)


class StrategyFindable(PageFindable):
    """Strategies, with all they say in rows of their own."""

    prefetches: ClassVar[Sequence[Any]] = (
        "vision_points",
        "objectives",
        "aims",
        Prefetch(
            "principles",
            StrategyPrinciple.objects.prefetch_related(
                Prefetch("chapters", StrategyChapter.objects.prefetch_related("commitments"))
            ),
        ),
        "benchmarks",
    )

    def depends_on(self) -> Mapping[str, Sequence[str]]:
        """Return whose changes reach a strategy's document."""
        return {
            "focusareas.visionpoint": ["vision_points"],
            "focusareas.strategicobjective": ["objectives"],
            "focusareas.strategicaim": ["aims"],
            "focusareas.strategyprinciple": ["principles"],
            "focusareas.strategychapter": ["principles__chapters"],
            "focusareas.commitment": ["principles__chapters__commitments"],
            "focusareas.benchmark": ["benchmarks"],
        }

    def kind(self, source: Any) -> FacetValue:
        """Return that it is a strategy."""
        return kind("strategy", StrategyPage._meta.verbose_name, 12)

    def prose(self, page: Any) -> Iterable[str]:
        """Return the text, and how the strategy was adopted."""
        return [rich_text(page.body), page.editorial_note, page.adopted_text, page.adopted_by]

    def facts(self, source: Any, language: str) -> Iterable[str]:
        """Return vision, objectives, aims, principles and benchmarks."""
        principles = list(source.principles.all())
        chapters = [chapter for principle in principles for chapter in principle.chapters.all()]
        objectives = list(source.objectives.all())
        said = [
            *columns(source.vision_points.all(), "text", language),
            *columns(source.aims.all(), "text", language),
            *columns(principles, "name", language),
            *columns(source.benchmarks.all(), "name", language),
        ]
        for name in ("name", "gist", "administration_part"):
            said += columns(objectives, name, language)
        for name in ("title", "example_title", "example_text"):
            said += columns(chapters, name, language)
        commitments = [commitment for chapter in chapters for commitment in chapter.commitments.all()]
        return [*said, *columns(commitments, "text", language)]

    def facets(self, source: Any, titles: Mapping[str, str]) -> Iterable[FacetValue]:
        """Return the years it is in force."""
        return years(source.period_start, source.period_end) or years(source.adopted_on)

    def on(self, source: Any) -> date | None:
        """Return the day it was adopted or came into force."""
        on: date | None = source.adopted_on or source.period_start
        return on

    def period(self, source: Any, language: str) -> str:
        """Return the years it is in force."""
        return period_in(language, source.period_start, source.period_end)


class ActionPlanFindable(PageFindable):
    """The action plan's own text; its focus areas, goals and activities are found for themselves."""

    def kind(self, source: Any) -> FacetValue:
        """Return that it is an action plan."""
        return kind("action_plan", ActionPlanPage._meta.verbose_name, 13)

    def prose(self, page: Any) -> Iterable[str]:
        """Return the text about the plan."""
        return [rich_text(page.body)]

    def facets(self, source: Any, titles: Mapping[str, str]) -> Iterable[FacetValue]:
        """Return the years it is in force."""
        return years(source.period_start, source.period_end)

    def on(self, source: Any) -> date | None:
        """Return the day it came into force."""
        on: date | None = source.period_start
        return on

    def period(self, source: Any, language: str) -> str:
        """Return the years it is in force."""
        return period_in(language, source.period_start, source.period_end)


class FocusAreaFindable(PageFindable):
    """Focus areas; their goals and activities are found for themselves."""

    joins = ("primary_objective",)
    prefetches: ClassVar[Sequence[Any]] = (
        "other_names",
        Prefetch("ties", FocusAreaTie.objects.select_related("place")),
        "themes",
        "networks",
        Prefetch("responsibilities", responsible(), to_attr="open_responsibilities"),
    )

    def depends_on(self) -> Mapping[str, Sequence[str]]:
        """Return whose changes reach a focus area's document."""
        return {
            "focusareas.focusareaname": ["other_names"],
            "focusareas.focusareatie": ["ties"],
            "focusareas.strategicobjective": ["primary_objective"],
            "focusareas.responsibility": ["responsibilities"],
            "networks.office": ["responsibilities__office"],
            "networks.place": ["ties__place"],
            "networks.theme": ["themes"],
            "networks.networkpage": ["networks"],
        }

    def load(self, sources: Sequence[Any]) -> None:
        """Fetch the titles of the networks in every language."""
        networks = Readable(NetworkPage, [page.pk for source in sources for page in source.networks.all()])
        for source in sources:
            source.readable_networks = networks

    def kind(self, source: Any) -> FacetValue:
        """Return that it is a focus area."""
        return kind("focus_area", FocusAreaPage._meta.verbose_name, 1)

    def prose(self, page: Any) -> Iterable[str]:
        """Return purpose and text."""
        return [rich_text(page.purpose), stream(page.body)]

    def facts(self, source: Any, language: str) -> Iterable[str]:
        """Return what the focus area serves, who is responsible, and all it names."""
        responsibilities = source.open_responsibilities
        ties = list(source.ties.all())
        return [
            column(source.primary_objective, "name", language),
            *columns((row.office for row in responsibilities), "name", language),
            *columns(responsibilities, "role", language),
            *columns(ties, "name", language),
            *columns((tie.place for tie in ties), "name", language),
            *columns(source.themes.all(), "name", language),
        ]

    def staff(self, source: Any, language: str) -> Iterable[str]:
        """Return its networks, of which visitors see those that are open."""
        return [source.readable_networks.title(page.pk, language) for page in source.networks.all()]

    def names(self, source: Any) -> Iterable[str]:
        """Return what documents call it."""
        return [name.name for name in source.other_names.all()]

    def facets(self, source: Any, titles: Mapping[str, str]) -> Iterable[FacetValue]:
        """Return the focus area itself, its themes, networks, cities and office."""
        return unique(
            [focus_area_choice(source, titles)] if source.number is not None else [],
            facts(Facet.THEME, source.themes.all()),
            network_choices(source.readable_networks, [page.pk for page in source.networks.all()]),
            facts(Facet.PLACE, [tie.place for tie in source.ties.all()]),
            facts(Facet.OFFICE, [row.office for row in source.open_responsibilities]),
        )
