"""The activity plan in four columns, its filters and the chart of goal status."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from focusareas.models import Activity, Assessment, FocusAreaTie, Responsibility
from tests.focusareas.factories import AssessmentFactory, ProgressNoteFactory
from tests.focusareas.plan import Plan
from tests.networks.factories import OfficeFactory, PlaceFactory, SourceReferenceFactory

STATUS = Assessment.Status


def read(client: Client, plan: Plan, language: str = "da", **filters: Any) -> Any:
    """Return the plan as a reader gets it."""
    response = client.get(plan.address(plan.page, language), filters)
    assert response.status_code == 200
    return response


def goals(response: Any) -> list[str]:
    """Return the codes of the goals shown."""
    return [row.goal.code for area in response.context["areas"] for row in area.goals]


def test_empty_plan(plan: Plan, reader_client: Client, language: str) -> None:
    expected = {"da": "Ingen mål", "en": "No goal or activity"}[language]
    assert expected in read(reader_client, plan, language).content.decode()


def test_goals_activities_progress_and_responsible(plan: Plan, reader_client: Client, language: str) -> None:
    first, second = plan.add_goal("1.1"), plan.add_goal("1.2")
    both = plan.add_activity("1.a", first, second, text_en="Ask the partners", text_da="Spørge parterne")
    ProgressNoteFactory(goal=first, activity=both, text_da="I gang", text_en="Under way")
    response = read(reader_client, plan, language)
    (area,) = response.context["areas"]
    assert [activity.code for activity in area.goals[0].activities] == ["1.a"]
    assert area.goals[1].activities == []
    assert [activity.code for activity in area.goals[1].listed_before] == ["1.a"]
    html = response.content.decode()
    words = {"da": ["Hjemløse", "Spørge parterne", "I gang", "Projektkontoret", "Kontorchef"]}
    words["en"] = ["Homeless people", "Ask the partners", "Under way", "Project Office", "Head of office"]
    assert [word for word in words[language] if word not in html] == []
    assert html.count('id="activity-1.a"') == 1


def test_goal_without_activity_is_flagged_whatever_the_filters(plan: Plan, reader_client: Client) -> None:
    plan.add_goal("1.1", status=STATUS.NOT_MET)
    served = plan.add_goal("1.2", status=STATUS.NOT_MET)
    plan.add_activity("1.a", served, planned_start=dt.date(2009, 1, 1))
    flag = "Der er ikke planlagt aktiviteter for dette mål"
    assert read(reader_client, plan).content.decode().count(flag) == 1
    assert read(reader_client, plan, year=2007).content.decode().count(flag) == 1


def test_milestone_inferred_status_and_uncertain_date_are_marked(plan: Plan, reader_client: Client) -> None:
    goal = plan.add_goal("1.1")
    AssessmentFactory(goal=goal, is_stated=False)
    plan.add_activity("1.a", goal, is_milestone=True, date_is_uncertain=True)
    html = read(reader_client, plan, "en").content.decode()
    assert [mark for mark in ("Milestone", "Uncertain date", "Read from the context") if mark not in html] == []


def test_planned_and_actual_dates_are_kept_apart(plan: Plan, reader_client: Client) -> None:
    plan.add_activity(
        "1.a",
        plan.add_goal("1.1"),
        period_text_en="Before spring 2008",
        period_text_da="Inden foråret 2008",
        planned_end=dt.date(2008, 2, 29),
        actual_start=dt.date(2008, 4, 3),
        actual_end=dt.date(2008, 4, 4),
    )
    html = " ".join(read(reader_client, plan, "en").content.decode().split())
    assert "Planned:</span> <span >Before spring 2008" in html
    assert "Carried out:</span> 3–4 Apr" in html


def test_changed_goal_shows_old_and_new_wording(plan: Plan, reader_client: Client) -> None:
    plan.add_goal("1.1", text_en="Start a group", changed_in=2008, changed_to_da="Deltage", changed_to_en="Take part")
    html = read(reader_client, plan, "en").content.decode()
    assert [word for word in ("Start a group", "Changed in 2008", "Take part") if word not in html] == []


def test_target_that_starts_later(plan: Plan, reader_client: Client) -> None:
    plan.add_goal("1.1", status=STATUS.NOT_DUE, target_count=2, target_from_year=2008)
    html = read(reader_client, plan, "en").content.decode()
    assert "2 a year from 2008" in html
    assert "Starts later" in html


def test_status_chart_counts_the_newest_year(plan: Plan, reader_client: Client) -> None:
    first = plan.add_goal("1.1", status=STATUS.POSTPONED)
    AssessmentFactory(goal=first, year=2008, status=STATUS.ACHIEVED)
    AssessmentFactory(goal=plan.add_goal("1.10"), year=2008, status=STATUS.ACHIEVED)
    AssessmentFactory(goal=plan.add_goal("1.9"), year=2008, status=STATUS.PARTLY)
    context = read(reader_client, plan, status=STATUS.PARTLY).context
    assert context["status_year"] == 2008
    rows = {row.status: ([goal.code for goal in row.goals], row.percent) for row in context["statuses"]}
    assert rows[STATUS.ACHIEVED] == (["1.1", "1.10"], 67)
    assert rows[STATUS.PARTLY] == (["1.9"], 33)
    assert rows[STATUS.POSTPONED] == ([], 0)


def test_status_filter_reads_the_chosen_year(plan: Plan, reader_client: Client) -> None:
    goal = plan.add_goal("1.1", status=STATUS.POSTPONED)
    AssessmentFactory(goal=goal, year=2008, status=STATUS.ACHIEVED)
    assert goals(read(reader_client, plan, status=STATUS.POSTPONED)) == []
    assert goals(read(reader_client, plan, status=STATUS.POSTPONED, year=2007)) == ["1.1"]


def test_year_filter_keeps_what_happened_that_year(plan: Plan, reader_client: Client) -> None:
    plan.add_activity("1.a", plan.add_goal("1.1"), planned_start=dt.date(2007, 6, 1), planned_end=dt.date(2008, 2, 1))
    plan.add_activity("1.b", plan.add_goal("1.2"), planned_start=dt.date(2007, 1, 1), planned_end=dt.date(2007, 2, 1))
    plan.add_goal("1.3", target_count=2, target_from_year=2008)
    plan.add_goal("1.4", deadline=dt.date(2008, 5, 1))
    assert goals(read(reader_client, plan, year=2008)) == ["1.1", "1.3", "1.4"]


def test_each_office_has_its_own_plan(plan: Plan, reader_client: Client, language: str) -> None:
    mine, other = plan.add_goal("1.1"), OfficeFactory(slug="boern", name_da="Børn", name_en="Children")
    area = plan.add_area("Familier", "Families", other)
    theirs = plan.add_goal("2.1", area=area)
    plan.add_activity("1.a", mine)
    plan.add_activity("2.a", theirs, focus_area=area)
    plan.add_activity("2.b", theirs, focus_area=area, office=plan.office)
    response = read(reader_client, plan, language, office="boern")
    assert goals(response) == ["2.1"]
    assert [one.code for one in response.context["areas"][0].goals[0].activities] == ["2.a"]
    assert ("Aktivitetsplan for Børn" if language == "da" else "Activity plan of Children") in response.content.decode()
    response = read(reader_client, plan, language, office="projekt")
    assert goals(response) == ["1.1", "2.1"]
    assert [one.code for one in response.context["areas"][1].goals[0].activities] == ["2.b"]


def test_former_office_keeps_its_plan(plan: Plan, reader_client: Client) -> None:
    plan.add_goal("1.1")
    Responsibility.objects.update(end=dt.date(2008, 1, 1))
    response = read(reader_client, plan, "en", office="projekt")
    assert goals(response) == ["1.1"]
    assert "Nobody at present" in response.content.decode()


@pytest.mark.parametrize(
    "filters", [{"partner": "Fountain House"}, {"place": "berlin"}, {"method": "Coaching"}, {"focus_area": 1}]
)
def test_plan_by_partner_city_method_and_focus_area(plan: Plan, reader_client: Client, filters: dict[str, Any]) -> None:
    area = plan.add_area("Familier", "Families", plan.office)
    plan.add_goal("1.1")
    plan.add_goal("2.1", area=area)
    kinds = FocusAreaTie.Kind
    ties: list[Any] = [(kinds.ORGANISATION, "Fountain House", None), (kinds.METHOD, "Coaching", None)]
    ties.append((kinds.PLACE, "Berlin", PlaceFactory(slug="berlin", name_da="Berlin")))
    for kind, name, place in ties:
        FocusAreaTie.objects.create(focus_area=plan.area, kind=kind, name_da=name, place=place)
    assert goals(read(reader_client, plan, **filters)) == ["1.1"]


def test_unknown_filters_are_left_out(plan: Plan, reader_client: Client, language: str) -> None:
    plan.add_goal("1.1")
    unknown = {"office": "x", "year": "abc", "focus_area": "-1", "status": "x", "partner": "'", "place": "x"}
    assert goals(read(reader_client, plan, language, **unknown)) == ["1.1"]


def test_activity_without_a_goal_is_listed(plan: Plan, reader_client: Client) -> None:
    plan.add_activity("1.x", origin=Activity.Origin.PORTAL)
    (area,) = read(reader_client, plan).context["areas"]
    assert [activity.code for activity in area.other_activities] == ["1.x"]


def test_draft_goals_and_overview_activities_are_left_out(plan: Plan, reader_client: Client) -> None:
    goal = plan.add_goal("1.1")
    plan.add_goal("1.2", live=False)
    plan.add_activity("R1", goal, origin=Activity.Origin.OVERVIEW)
    response = read(reader_client, plan)
    assert goals(response) == ["1.1"]
    assert response.context["activity_count"] == 0


def test_sources_stand_with_the_facts(plan: Plan, reader_client: Client) -> None:
    goal = plan.add_goal("1.1")
    goal.sources.add(SourceReferenceFactory(section="Bilag 1 (1)"))
    goal.save()
    assert "Bilag 1 (1)" in read(reader_client, plan).content.decode()


def test_shares_that_are_rounded_say_so(plan: Plan, reader_client: Client) -> None:
    texts = []
    for number, status in enumerate((Assessment.Status.ACHIEVED, Assessment.Status.PARTLY, Assessment.Status.NOT_MET)):
        plan.add_goal(f"1.{number}", status=status)
        texts.append("do not add up" in reader_client.get(plan.address(plan.page, "en")).content.decode())
    assert texts == [False, False, True]
