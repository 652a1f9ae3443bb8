"""The activity plan: focus areas with goals, activities, progress and who is responsible, narrowed by filters."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils import timezone

from focusareas.filters import PlanFilters, named, numbered, years
from focusareas.models.activity import Activity
from focusareas.models.focus_area import FocusAreaPage, FocusAreaTie, Responsibility
from focusareas.models.goal import Assessment, Goal
from focusareas.models.trials import Trial, TrialOutcome
from focusareas.reading.goals import GoalRow, code_order, read_goal_rows
from focusareas.reading.trials import CountRow, area_rows
from portal.alphabet import sorting_key
from portal.models import User


@dataclass
class FocusAreaRow:
    """A focus area with its goals, the office responsible now, and activities that serve no goal."""

    page: FocusAreaPage
    responsibility: Responsibility | None
    goals: list[GoalRow] = field(default_factory=list)
    other_activities: list[Activity] = field(default_factory=list)

    @property
    def activity_count(self) -> int:
        """Return the number of activities listed under the focus area, each once."""
        return sum(len(row.activities) for row in self.goals) + len(self.other_activities)


@dataclass
class StatusRow:
    """A status with the goals that have it, a row of the chart."""

    status: str
    label: str
    goals: list[Goal]
    total: int

    @property
    def percent(self) -> int:
        """Return the share of all goals, in whole per cent."""
        return round(100 * len(self.goals) / self.total) if self.total else 0


def read_action_plan(plan: Any, user: User | AnonymousUser, parameters: QueryDict) -> dict[str, Any]:
    """Return the template variables of the activity plan, of the focus areas the user may read."""
    pages = FocusAreaPage.objects.danish().child_of(plan).opened_to(user).order_by("number").in_reader_language()
    keys = [page.source.pk for page in pages]
    known = _read_known(keys)
    today = timezone.localdate()
    responsible = {row.focus_area_id: row for row in known["responsibilities"] if row.is_on(today)}
    newest = max((one.year for one in known["assessments"]), default=None)
    form = _filters(plan, parameters, pages, known)
    chosen = form.chosen
    year = int(chosen["year"]) if "year" in chosen else None
    shown = [page for page in pages if _is_shown(page, chosen, known)]
    rows = {page.source.pk: FocusAreaRow(page, responsible.get(page.source.pk)) for page in shown}
    _fill(rows, chosen, year, newest, _areas_of_office(chosen, known))
    areas = [row for row in rows.values() if row.goals or row.other_activities]
    statuses = _status_rows(known["assessments"], newest)
    return {
        "form": form,
        "areas": areas,
        "goal_count": sum(len(row.goals) for row in areas),
        "activity_count": sum(row.activity_count for row in areas),
        "focus_area_pages": pages,
        "chosen_office": next((office for office in known["offices"] if office.slug == chosen.get("office")), None),
        "status_year": newest,
        "statuses": statuses,
        "shares_are_rounded": sum(row.percent for row in statuses) != 100,
        "trial_rows": _trial_rows(shown) if user.is_authenticated else [],
        "trial_states": TrialOutcome.State.choices,
        "sources": plan.sources.select_related("document"),
    }


def _trial_rows(pages: Sequence[FocusAreaPage]) -> list[CountRow]:
    """Return for each of the focus areas how much of what was to be tried became what."""
    trials = Trial.objects.shown().with_outcomes().filter(report__focus_areas__in=[page.source.pk for page in pages])
    return area_rows(trials, pages)


def _read_known(keys: list[int]) -> dict[str, list[Any]]:
    """Return what the filters and the chart need, whatever the filters say."""
    responsibilities = Responsibility.objects.filter(focus_area__in=keys).select_related("office")
    activities = Activity.objects.in_plan().filter(focus_area__in=keys, office__isnull=False).select_related("office")
    assessments = Assessment.objects.filter(goal__focus_area__in=keys, goal__live=True).select_related("goal")
    known: dict[str, list[Any]] = {
        "responsibilities": list(responsibilities),
        "own_offices": list(activities),
        "ties": list(FocusAreaTie.objects.filter(focus_area__in=keys).select_related("place")),
        "assessments": list(assessments),
    }
    offices = [row.office for row in (*known["responsibilities"], *known["own_offices"])]
    known["offices"] = list({office.slug: office for office in offices}.values())
    return known


def _filters(
    plan: Any, parameters: QueryDict, pages: Sequence[FocusAreaPage], known: dict[str, list[Any]]
) -> PlanFilters:
    plan_years = {one.year for one in known["assessments"]}
    if plan.period_start and plan.period_end:
        plan_years |= set(range(plan.period_start.year, plan.period_end.year + 1))
    return PlanFilters(
        parameters,
        office=named(known["offices"]),
        year=years(plan_years),
        focus_area=numbered(pages),
        status=Assessment.Status.choices,
        partner=_tie_names(known["ties"], FocusAreaTie.Kind.ORGANISATION),
        place=named(tie.place for tie in known["ties"] if tie.place),
        method=_tie_names(known["ties"], FocusAreaTie.Kind.METHOD),
    )


def _tie_names(ties: Sequence[FocusAreaTie], kind: str) -> list[tuple[str, str]]:
    names = {tie.name_da: tie.name for tie in ties if tie.kind == kind}
    return sorted(names.items(), key=lambda choice: sorting_key(choice[1]))


def _areas_of_office(chosen: dict[str, Any], known: dict[str, list[Any]]) -> set[int] | None:
    """Return the focus areas the chosen office is or was responsible for; None where no office is chosen."""
    if "office" not in chosen:
        return None
    return {row.focus_area_id for row in known["responsibilities"] if row.office.slug == chosen["office"]}


def _is_shown(page: FocusAreaPage, chosen: dict[str, Any], known: dict[str, list[Any]]) -> bool:
    """Tell whether the filters on focus areas let the page through."""
    key = page.source.pk
    if "focus_area" in chosen and str(page.source.number) != chosen["focus_area"]:
        return False
    offices = [*known["responsibilities"], *known["own_offices"]]
    if "office" in chosen and not any(
        row.focus_area_id == key and row.office.slug == chosen["office"] for row in offices
    ):
        return False
    ties = [tie for tie in known["ties"] if tie.focus_area_id == key]
    named_by_kind = {"partner": FocusAreaTie.Kind.ORGANISATION, "method": FocusAreaTie.Kind.METHOD}
    for name, kind in named_by_kind.items():
        if name in chosen and not any(tie.kind == kind and tie.name_da == chosen[name] for tie in ties):
            return False
    return "place" not in chosen or any(tie.place and tie.place.slug == chosen["place"] for tie in ties)


def _fill(
    rows: dict[int, FocusAreaRow],
    chosen: dict[str, Any],
    year: int | None,
    newest: int | None,
    own_areas: set[int] | None,
) -> None:
    """Read the goals and activities the filters let through and put them under their focus areas."""
    goals, activities = Goal.objects.for_plan().filter(focus_area__in=rows), Activity.objects.in_plan()
    activities = activities.filter(focus_area__in=rows).with_facts()
    status_year = year or newest
    if year:
        goals, activities = goals.in_year(year), activities.in_year(year)
    if "status" in chosen and status_year:
        goals = goals.with_status(chosen["status"], status_year)
    found_activities: list[Any] = list(activities)
    if own_areas is not None:
        found_activities = [
            activity
            for activity in found_activities
            if (activity.office.slug == chosen["office"] if activity.office else activity.focus_area_id in own_areas)
        ]
    for row in read_goal_rows(goals, found_activities):
        row.year = year
        is_own = own_areas is None or row.goal.focus_area_id in own_areas
        if is_own or row.activities or row.listed_before:
            rows[row.goal.focus_area_id].goals.append(row)
    if "status" not in chosen:
        for activity in sorted(found_activities, key=code_order):
            if not activity.goals.all():
                rows[activity.focus_area_id].other_activities.append(activity)


def _status_rows(assessments: Sequence[Assessment], year: int | None) -> list[StatusRow]:
    by_status: dict[str, list[Goal]] = defaultdict(list)
    newest = [one for one in assessments if one.year == year]
    for one in newest:
        by_status[one.status].append(one.goal)
    return [
        StatusRow(value, str(label), sorted(by_status[value], key=code_order), len(newest))
        for value, label in Assessment.Status.choices
    ]
