"""What the search gets to know of the plan and the reports."""

import datetime as dt
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest

from focusareas.models import Activity, ActivityReportPage, FocusAreaPage, Goal, ReportPage, StrategyPage
from networks.models import DirectoryEdition
from portal.models import PortalDocument
from search.facets import Facet
from tests.conftest import Planted, Trees
from tests.focusareas.factories import (
    ActivityFactory,
    AssessmentFactory,
    GoalFactory,
    ProgressNoteFactory,
)
from tests.focusareas.gathering import Gathering, tie
from tests.networks.factories import OfficeFactory, PlaceFactory
from tests.search.finding import choices, document, findable, open_choices, queries

pytestmark = pytest.mark.django_db


@dataclass
class Plan:
    """One of each with everything around it, in both languages."""

    gathering: Gathering
    area: Any
    report: Any
    network: Any
    activity: Activity
    goal: Goal


def make(trees: Trees) -> Plan:
    """Make a focus area with a goal, an activity and a report tied to it."""
    gathering = Gathering(trees)
    gathering.grow(1)
    area = FocusAreaPage.objects.danish().get()
    report = ReportPage.objects.danish().get()
    tie(report, focus_areas=area)
    goal = GoalFactory(focus_area=area, code="0.1")
    AssessmentFactory(goal=goal, year=2007)
    return Plan(gathering, area, report, gathering.networks[0], Activity.objects.get(), goal)


@pytest.fixture(scope="module")
def made(planted: Planted[Plan]) -> Plan:
    return planted(make)


@pytest.fixture
def plan(made: Plan, db: None) -> Plan:
    return deepcopy(made)


def english(page: Any, **values: Any) -> None:
    """Change the English version of a page."""
    type(page).objects.filter(translation_key=page.translation_key, locale__language_code="en").update(**values)


def test_focus_area_is_found_by_office_theme_and_network(plan: Plan) -> None:
    found = document(plan.area)
    assert {"Projektkontoret", "Hjemløshed", plan.network.title} <= set(found.texts["da"].body.splitlines())
    assert choices(found, Facet.FOCUS_AREA) == {str(plan.area.number)}
    assert choices(found, Facet.OFFICE) == {"projekt"}
    label = next(value for value in found.facets if value.facet == Facet.FOCUS_AREA)
    assert label.labels["en"] == f"{plan.area.number}. {plan.area.title} in English"


def test_goal_is_read_on_its_focus_area(plan: Plan) -> None:
    found = document(plan.goal)
    assert found.texts["da"].url == f"{plan.area.url}#goal-0.1"
    assert found.texts["en"].url == f"/en/handlingsplan/{plan.area.slug}/#goal-0.1"
    assert "Det gik godt." in found.texts["da"].body
    assert "2007: achieved. It went well." in found.texts["en"].body
    assert choices(found, Facet.YEAR) == {"2007"}
    assert choices(found, Facet.OFFICE) == {"projekt"}


def test_draft_goal_is_not_found(plan: Plan) -> None:
    Goal.objects.update(live=False)
    assert list(findable(Goal).keys()) == []


def test_goal_goes_with_its_focus_area(plan: Plan) -> None:
    FocusAreaPage.objects.danish().update(live=False)
    assert list(findable(Goal).keys()) == []
    assert list(findable(Goal).documents([plan.goal.pk])) == []


def test_activity_of_a_focus_area(plan: Plan) -> None:
    ProgressNoteFactory(goal=plan.goal, activity=plan.activity, text_da="Aftalen er på plads.")
    found = document(plan.activity)
    assert found.texts["en"].url.endswith(f"#activity-{plan.activity.code}")
    assert {"Berlin", "Aftalen er på plads.", "Projektkontoret"} <= set(found.texts["da"].body.splitlines())
    assert choices(found, Facet.PLACE) == {"berlin"}
    assert choices(found, Facet.NETWORK) == {plan.network.slug}
    assert choices(found, Facet.OFFICE) == {"projekt"}
    assert choices(found, Facet.YEAR) == {"2007"}


def test_activity_without_a_focus_area_is_read_in_the_list(trees: Trees) -> None:
    activity = ActivityFactory(code="R17", origin="overview", type="study_tour", office=OfficeFactory(slug="own"))
    activity.places.add(PlaceFactory(slug="london", name_da="London"))
    found = document(activity)
    assert found.texts["da"].url == (
        "/aktiviteter/?origin=overview&type=study_tour&year=2007&place=london#activity-R17"
    )
    assert "London" in found.texts["da"].body
    assert choices(found, Facet.OFFICE) == {"own"}


def test_a_period_is_told_as_printed_else_by_its_dates(plan: Plan) -> None:
    printed = ActivityFactory(period_text_da="november 2007", period_text_en="", actual_start=dt.date(2007, 11, 1))
    assert {text.period for text in document(printed).texts.values()} == {"november 2007"}
    dated = ActivityFactory(
        period_text_da="", period_text_en="", actual_start=dt.date(2007, 11, 1), actual_end=dt.date(2007, 11, 30)
    )
    assert document(dated).texts["en"].period == "November 2007"
    Goal.objects.update(deadline=dt.date(2007, 12, 31))
    assert document(plan.goal).texts["en"].period == "Deadline: 31 December 2007"


def test_activity_over_new_year_has_both_years(trees: Trees) -> None:
    activity = ActivityFactory(actual_start=dt.date(2007, 12, 1), actual_end=dt.date(2008, 1, 31))
    assert choices(document(activity), Facet.YEAR) == {"2007", "2008"}


def test_long_wording_is_cut_in_the_title_only(trees: Trees) -> None:
    wording = "Forvaltningen holder møde " * 20
    found = document(ActivityFactory(text_da=wording))
    assert len(found.texts["da"].title) <= 202
    assert wording.strip() in found.texts["da"].body


def test_report_is_found_by_what_it_is_tied_to(plan: Plan) -> None:
    found = document(plan.report)
    assert {"Berlin", "Hjemløshed", "Karla Vind", plan.area.title} <= set(found.texts["da"].body.splitlines())
    assert choices(found, Facet.KIND) == {"trip_report"}
    assert choices(found, Facet.FOCUS_AREA) == {str(plan.area.number)}
    assert found.on == plan.report.start_date


def test_the_heading_of_what_was_learned_is_parted_from_it(plan: Plan) -> None:
    plan.report.learning = "<p>Kun boligen virker.</p>"
    plan.report.save()
    assert "Det lærte vi:\nKun boligen virker." in document(plan.report).texts["da"].body


def test_open_report_hides_authors_and_closed_attachments(plan: Plan) -> None:
    plan.report.attachments.model.objects.create(
        report=plan.report, document=PortalDocument.objects.create(title="Deltagerliste", file="x.pdf")
    )
    english(plan.report, is_public=True)
    found = document(plan.report)
    assert "Karla Vind" not in found.texts["en"].body
    assert "Deltagerliste" not in found.texts["en"].body
    assert {"Karla Vind", "Deltagerliste"} <= set(found.internal.splitlines())


def test_open_report_names_no_closed_page(plan: Plan) -> None:
    english(plan.report, is_public=True)
    found = document(plan.report)
    area, number = f"{plan.area.title} in English", str(plan.area.number)
    assert area not in found.texts["en"].body
    assert plan.area.title in found.texts["da"].body
    assert choices(found, Facet.FOCUS_AREA) == {number}
    assert open_choices(found, Facet.FOCUS_AREA) == set()
    english(plan.area, is_public=True)
    assert open_choices(document(plan.report), Facet.FOCUS_AREA) == {number}


def test_activity_report_says_so(plan: Plan) -> None:
    page = ActivityReportPage(
        title="Besøg", slug="besoeg", start_date=dt.date(2008, 1, 1), end_date=dt.date(2008, 1, 1)
    )
    plan.gathering.reports.add_child(instance=page)
    assert choices(document(page), Facet.KIND) == {"activity_report"}


def test_strategy_holds_its_objectives(plan: Plan) -> None:
    found = document(StrategyPage.objects.get())
    assert "At lære af andre." in found.texts["da"].body


def test_queries_do_not_grow(plan: Plan) -> None:
    """The number is of a batch, whatever its size."""
    plan.gathering.grow(7)
    assert DirectoryEdition.objects.exists()
    reports, areas = ReportPage.objects.danish(), FocusAreaPage.objects.danish()
    for report, area in zip(reports, areas, strict=True):
        if report.pk != plan.report.pk:
            tie(report, focus_areas=area)
        AssessmentFactory(goal=GoalFactory(focus_area=area))
    for model, budget in {FocusAreaPage: 7, Goal: 5, Activity: 7, ReportPage: 12}.items():
        keys = list(findable(model).keys())
        few, many = queries(model, keys[:5]), queries(model, keys[:15])
        assert (model, few) == (model, many)
        assert many <= budget, model
