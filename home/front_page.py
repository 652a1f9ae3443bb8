"""What the front page gathers for staff: newest reports, what comes next, the plan and the directory at a glance."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from focusareas.models import Activity, Assessment, FocusAreaPage, Goal, ReportPage
from networks.models import DirectoryEdition, EditionEntry, NetworkPage

REPORTS = 4
DATES = 6


@dataclass(frozen=True)
class ComingDate:
    """A date of the plan: an activity that begins, or a goal's deadline; with the page that shows it where one does."""

    date: date
    fact: Activity | Goal
    is_deadline: bool
    is_milestone: bool
    focus_area: FocusAreaPage | None = None


@dataclass(frozen=True)
class ComingDates:
    """The next dates of the plan, or the last ones there were when none lie ahead."""

    dates: Sequence[ComingDate]
    lie_ahead: bool


@dataclass(frozen=True)
class StatusCount:
    """How many goals have a status."""

    status: str
    label: str
    count: int


@dataclass(frozen=True)
class FocusAreaAtAGlance:
    """A focus area with the number of its goals in each status."""

    page: FocusAreaPage
    counts: Sequence[StatusCount]


@dataclass(frozen=True)
class PlanAtAGlance:
    """The focus areas with their goals' status in the newest year assessed."""

    year: int | None
    focus_areas: Sequence[FocusAreaAtAGlance]
    totals: Sequence[StatusCount]


@dataclass(frozen=True)
class DirectoryAtAGlance:
    """The networks of the current edition of the directory."""

    edition: DirectoryEdition
    networks: Sequence[NetworkPage]


def front_page() -> dict[str, Any]:
    """Return the template variables of the front page for somebody signed in."""
    plan = plan_at_a_glance()
    areas = {glance.page.source.pk: glance.page for glance in plan.focus_areas}
    coming = coming_dates(timezone.localdate())
    dates = [replace(each, focus_area=areas.get(each.fact.focus_area_id or 0)) for each in coming.dates]
    return {
        "reports": newest_reports(),
        "coming": replace(coming, dates=dates),
        "plan": plan,
        "directory": current_directory(),
    }


def newest_reports() -> list[ReportPage]:
    """Return the newest reports in the reader's language, each with its places on `source`."""
    newest = ReportPage.objects.danish().order_by("-start_date", "-pk").prefetch_related("places")[:REPORTS]
    reports: list[ReportPage] = newest.in_reader_language()
    return reports


def coming_dates(today: date) -> ComingDates:
    """Return the plan's next dates in order; the last ones there were, newest first, when none lie ahead."""
    activities = Activity.objects.filter(start__isnull=False)
    goals = Goal.objects.filter(live=True, deadline__isnull=False)
    coming = _merge(
        activities.filter(start__gte=today, state=Activity.State.PLANNED).order_by("start")[:DATES],
        goals.filter(deadline__gte=today).order_by("deadline")[:DATES],
    )
    if coming:
        return ComingDates(sorted(coming, key=_by_date)[:DATES], lie_ahead=True)
    past = _merge(
        activities.filter(start__lt=today).order_by("-start")[:DATES],
        goals.filter(deadline__lt=today).order_by("-deadline")[:DATES],
    )
    return ComingDates(sorted(past, key=_by_date, reverse=True)[:DATES], lie_ahead=False)


def plan_at_a_glance() -> PlanAtAGlance:
    """Return the focus areas in the reader's language with the newest year's status counts."""
    pages: list[FocusAreaPage] = FocusAreaPage.objects.danish().order_by("number").in_reader_language()
    newest = Assessment.objects.aggregate(year=Max("year"))["year"]
    rows = Assessment.objects.filter(year=newest, goal__live=True).values_list("goal__focus_area", "status")
    by_focus_area: dict[int, Counter[str]] = defaultdict(Counter)
    for focus_area, status in rows:
        by_focus_area[focus_area][status] += 1
    glances = [FocusAreaAtAGlance(page, _counts(by_focus_area[page.source.pk])) for page in pages]
    return PlanAtAGlance(newest, glances, _counts(sum(by_focus_area.values(), Counter())))


def current_directory() -> DirectoryAtAGlance | None:
    """Return the current edition's networks in the reader's language and the edition's order."""
    entries = list(EditionEntry.objects.filter(edition__is_current=True).select_related("edition").order_by("position"))
    if not entries:
        return None
    numbers = {entry.network_id: position for position, entry in enumerate(entries)}
    networks = NetworkPage.objects.danish().filter(pk__in=numbers).order_by("path").in_reader_language()
    return DirectoryAtAGlance(entries[0].edition, sorted(networks, key=lambda page: numbers[page.source.pk]))


def _merge(activities: QuerySet[Activity], goals: QuerySet[Goal]) -> list[ComingDate]:
    dates = [ComingDate(activity.start, activity, False, activity.is_milestone) for activity in activities]
    dates += [ComingDate(goal.deadline, goal, True, False) for goal in goals if goal.deadline]
    return dates


def _by_date(coming: ComingDate) -> date:
    return coming.date


def _counts(counter: Counter[str]) -> list[StatusCount]:
    return [
        StatusCount(status.value, str(status.label), counter[status.value])
        for status in Assessment.Status
        if counter[status.value]
    ]
