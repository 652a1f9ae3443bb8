"""An office editor keeps the progress of the own office's goals, and of nobody else's, whatever the view."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtail.snippets.action_menu import PublishMenuItem, SaveMenuItem
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from focusareas.models import (
    ActionPlanPage,
    Activity,
    Assessment,
    FocusAreaPage,
    Goal,
    ProgressNote,
    Responsibility,
    StrategicObjective,
    StrategyPage,
)
from focusareas.permissions import editable
from focusareas.viewsets import ActivityViewSet, GoalViewSet, PlanViewSetGroup, ProgressNoteViewSet
from home.models import HomePage
from networks.models import Office
from portal.models import User
from tests.networks.factories import SourceReferenceFactory

pytestmark = pytest.mark.django_db


@dataclass
class Desk:
    """What one office has in the plan."""

    office: Office
    goal: Goal
    activity: Activity
    note: ProgressNote


@dataclass
class Plan:
    """Two offices' parts of the plan, and the editor of the first."""

    own: Desk
    other: Desk
    client: Client
    user: User


def make_desk(plan: ActionPlanPage, objective: StrategicObjective, number: int) -> Desk:
    """Make an office with a focus area, a goal, an activity and a note."""
    office = Office.objects.create(slug=f"kontor-{number}", name_da=f"Kontor {number}")
    area = plan.add_child(
        instance=FocusAreaPage(
            title=f"Område {number}", slug=f"omraade-{number}", number=number, primary_objective=objective
        )
    )
    Responsibility.objects.create(focus_area=area, office=office, start=date(2007, 1, 1))
    goal = Goal.objects.create(code=f"{number}.1", focus_area=area, text_da="Lære af Berlin")
    activity = Activity.objects.create(code=f"{number}.a", focus_area=area, text_da="Spørge Berlin")
    activity.goals.add(goal)
    note = ProgressNote.objects.create(goal=goal, activity=activity, text_da="Spurgt", noted_on=date(2007, 2, 1))
    return Desk(office, goal, activity, note)


@pytest.fixture
def plan(site: HomePage, client_as: Callable[[str], Client]) -> Plan:
    strategy = site.add_child(instance=StrategyPage(title="Strategien", slug="strategien"))
    objective = StrategicObjective.objects.create(strategy=strategy, slug="laerende", name_da="By", gist_da="By")
    page = site.add_child(
        instance=ActionPlanPage(
            title="Planen", slug="planen", period_start=date(2007, 1, 1), period_end=date(2009, 12, 31)
        )
    )
    own, other = make_desk(page, objective, 1), make_desk(page, objective, 2)
    client = client_as("office_editor")
    user = User.objects.get(username="office_editor")
    own.office.editors.add(user)
    return Plan(own, other, client, user)


def goal_form(goal: Goal, **changes: Any) -> dict[str, Any]:
    """Return what the goal's form sends for one new assessment."""
    assessment = {
        "year": 2008,
        "status": Assessment.Status.PARTLY,
        "is_stated": "on",
        "reason_da": "Godt i gang",
        "reason_en": "",
        "source": "",
    }
    form = {"assessments": inline_formset([assessment]), "action-publish": "1"}
    return nested_form_data(form | changes)


VIEWSETS: tuple[type[Any], ...] = (GoalViewSet, ActivityViewSet, ProgressNoteViewSet)


def row(viewset: type[Any], desk: Desk) -> Any:
    """Return the desk's row that the viewset edits."""
    return {GoalViewSet: desk.goal, ActivityViewSet: desk.activity, ProgressNoteViewSet: desk.note}[viewset]


def row_addresses(viewset: type[Any], pk: int) -> dict[str, str]:
    """Return the address of every view the viewset has of one row, by the view's name."""
    numbers = {"pk": pk, "revision_id": 1, "revision_id_a": "earliest", "revision_id_b": "latest"}
    parts = {pattern.name: pattern.pattern.regex.groupindex.keys() for pattern in viewset().get_urlpatterns()}
    return {
        name: reverse(viewset().get_url_name(name), kwargs={part: numbers[part] for part in names})
        for name, names in parts.items()
        if "pk" in names
    }


@pytest.mark.parametrize("viewset", VIEWSETS)
def test_every_view_of_anothers_row_is_closed(plan: Plan, viewset: type[Any]) -> None:
    addresses = row_addresses(viewset, row(viewset, plan.other).pk)
    assert {"edit", "delete", "history", "usage", "copy"} <= addresses.keys()
    if viewset is GoalViewSet:
        assert {"unpublish", "revisions_revert", "revisions_compare", "revisions_unschedule"} <= addresses.keys()
    for address in addresses.values():
        for method in (plan.client.get, plan.client.post):
            response = method(address)
            refused = response.status_code == 403 or (
                response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")
            )
            assert refused, (address, response.status_code)


@pytest.mark.parametrize("viewset", VIEWSETS)
def test_own_rows_are_listed_and_others_are_not(plan: Plan, viewset: type[Any]) -> None:
    response = plan.client.get(reverse(viewset().get_url_name("list")))
    edit = viewset().get_url_name("edit")
    assert response.status_code == 200
    assert reverse(edit, args=[row(viewset, plan.own).pk]) in response.content.decode()
    assert reverse(edit, args=[row(viewset, plan.other).pk]) not in response.content.decode()


@pytest.mark.parametrize("viewset", VIEWSETS)
def test_own_rows_open(plan: Plan, viewset: type[Any]) -> None:
    assert plan.client.get(reverse(viewset().get_url_name("edit"), args=[row(viewset, plan.own).pk])).status_code == 200


def test_an_own_goal_is_assessed_and_its_wording_stays(plan: Plan) -> None:
    goal = plan.own.goal
    address = reverse(GoalViewSet().get_url_name("edit"), args=[goal.pk])
    response = plan.client.post(
        address, goal_form(goal, text_da="En anden ordlyd", focus_area=plan.other.goal.focus_area_id)
    )
    assert response.status_code == 302
    goal.refresh_from_db()
    assert goal.assessments.get().reason_da == "Godt i gang"
    assert goal.text_da == "Lære af Berlin"
    assert goal.focus_area_id != plan.other.goal.focus_area_id


def test_the_plans_wording_is_not_brought_back_by_a_revision(plan: Plan, client_as: Callable[[str], Client]) -> None:
    goal = plan.own.goal
    old = goal.save_revision()
    goal.text_da = "Lære af Paris"
    goal.save_revision().publish()
    address = reverse(GoalViewSet().get_url_name("revisions_revert"), args=[goal.pk, old.pk])
    for response in (plan.client.get(address), plan.client.post(address, goal_form(goal))):
        assert response.status_code == 302
        assert response["Location"] == reverse("wagtailadmin_home")
    goal.refresh_from_db()
    assert goal.text_da == "Lære af Paris"
    form = {"code": goal.code, "focus_area": goal.focus_area_id, "text_da": "Lære af Berlin", "text_en": ""}
    client_as("coordinator").post(address, goal_form(goal, **form))
    goal.refresh_from_db()
    assert goal.text_da == "Lære af Berlin"


def test_the_coordinators_draft_is_not_published_with_an_assessment(plan: Plan) -> None:
    goal = plan.own.goal
    goal.save_revision().publish()
    draft = Goal.objects.get(pk=goal.pk)
    draft.text_da, draft.deadline, draft.sources = "Ufærdig", date(2009, 1, 1), [SourceReferenceFactory()]
    draft.save_revision()
    response = plan.client.post(reverse(GoalViewSet().get_url_name("edit"), args=[goal.pk]), goal_form(goal))
    assert response.status_code == 302
    goal = Goal.objects.get(pk=goal.pk)
    assert goal.assessments.get().reason_da == "Godt i gang"
    assert (goal.text_da, goal.deadline, list(goal.sources.all())) == ("Lære af Berlin", None, [])
    assert goal.get_latest_revision_as_object().text_da == "Lære af Berlin"


def test_an_own_goal_is_not_taken_off_the_plan(plan: Plan, client_as: Callable[[str], Client]) -> None:
    goal = plan.own.goal
    address = reverse(GoalViewSet().get_url_name("unpublish"), args=[goal.pk])
    plan.client.post(address)
    assert Goal.objects.get(pk=goal.pk).live
    edit = reverse(GoalViewSet().get_url_name("edit"), args=[goal.pk])
    assert address not in plan.client.get(edit).content.decode()
    coordinator = client_as("coordinator")
    assert address in coordinator.get(edit).content.decode()
    coordinator.post(address)
    assert not Goal.objects.get(pk=goal.pk).live


def test_a_goal_that_is_not_published_is_not_published_by_an_office(plan: Plan) -> None:
    goal = plan.own.goal
    goal.unpublish()
    plan.client.post(reverse(GoalViewSet().get_url_name("edit"), args=[goal.pk]), goal_form(goal))
    assert not Goal.objects.get(pk=goal.pk).live


def test_an_assessment_of_no_year_is_refused_next_to_the_field(plan: Plan) -> None:
    form = goal_form(plan.own.goal) | {"assessments-0-year": "207"}
    response = plan.client.post(reverse(GoalViewSet().get_url_name("edit"), args=[plan.own.goal.pk]), form)
    assert response.status_code == 200
    assert "year" in response.context["form"].formsets["assessments"].errors[0]
    assert not plan.own.goal.assessments.exists()


def test_two_assessments_of_a_year_are_refused_in_words(plan: Plan) -> None:
    assessment = {"year": 2008, "status": Assessment.Status.PARTLY, "reason_da": "Godt i gang"}
    form = goal_form(plan.own.goal) | nested_form_data({"assessments": inline_formset([assessment, assessment])})
    response = plan.client.post(reverse(GoalViewSet().get_url_name("edit"), args=[plan.own.goal.pk]), form)
    shown = response.content.decode()
    assert "Der er allerede en vurdering af det år." in shown
    assert "goal" not in str(response.context["form"].formsets["assessments"].non_form_errors())


def test_a_goals_button_publishes_it(plan: Plan, client_as: Callable[[str], Client]) -> None:
    address = reverse(GoalViewSet().get_url_name("edit"), args=[plan.own.goal.pk])
    for client, has_drafts in ((plan.client, False), (client_as("coordinator"), True)):
        menu = client.get(address).context["action_menu"]
        assert isinstance(menu.default_item, PublishMenuItem)
        assert any(isinstance(item, SaveMenuItem) for item in menu.menu_items) == has_drafts


def test_saving_a_goal_says_whether_readers_see_it(plan: Plan, client_as: Callable[[str], Client]) -> None:
    address = reverse(GoalViewSet().get_url_name("edit"), args=[plan.own.goal.pk])
    answer = plan.client.post(address, goal_form(plan.own.goal), follow=True).content.decode()
    assert "er gemt og udgivet" in answer
    assert f"2008: {Assessment.Status.PARTLY.label}" in answer
    form = goal_form(plan.own.goal)
    del form["action-publish"]
    wording = {"code": "1.1", "focus_area": plan.own.goal.focus_area_id, "text_da": "Lære af Berlin"}
    answer = client_as("coordinator").post(address, form | wording, follow=True).content.decode()
    assert "Læserne ser det nye, når det er udgivet" in answer


def test_what_is_planned_has_not_been_held(plan: Plan) -> None:
    response = plan.client.post(
        reverse(ActivityViewSet().get_url_name("edit"), args=[plan.own.activity.pk]),
        {"state": Activity.State.PLANNED, "actual_start": "03.04.2008", "outcome_da": "", "outcome_en": ""},
    )
    assert response.status_code == 200
    assert "state" in response.context["form"].errors


def test_an_own_activity_gets_its_outcome_and_stays_in_its_area(plan: Plan) -> None:
    activity = plan.own.activity
    response = plan.client.post(
        reverse(ActivityViewSet().get_url_name("edit"), args=[activity.pk]),
        {
            "state": Activity.State.HELD,
            "actual_start": "03.04.2008",
            "actual_end": "4. april 2008",
            "outcome_da": "Seminaret er holdt",
            "outcome_en": "",
            "focus_area": plan.other.goal.focus_area_id,
            "office": plan.other.office.pk,
        },
    )
    assert response.status_code == 302, response.context["form"].errors
    activity.refresh_from_db()
    assert (activity.state, activity.start) == (Activity.State.HELD, date(2008, 4, 3))
    assert (activity.focus_area_id, activity.office_id) == (plan.own.goal.focus_area_id, None)


def test_a_note_is_written_on_an_own_goal_with_its_author(plan: Plan) -> None:
    response = plan.client.post(
        reverse(ProgressNoteViewSet().get_url_name("add")),
        {"goal": plan.own.goal.pk, "noted_on": "2008-01-05", "text_da": "Netværket er dannet", "text_en": ""},
    )
    assert response.status_code == 302
    assert ProgressNote.objects.get(text_da="Netværket er dannet").author == plan.user


def test_a_note_offers_own_goals_and_activities_only(plan: Plan) -> None:
    content = plan.client.get(reverse(ProgressNoteViewSet().get_url_name("add"))).content.decode()
    for own, other in ((plan.own.goal, plan.other.goal), (plan.own.activity, plan.other.activity)):
        assert f">{own}</option>" in content
        assert f">{other}</option>" not in content


def test_a_note_offers_activities_under_their_goals(plan: Plan) -> None:
    content = plan.client.get(reverse(ProgressNoteViewSet().get_url_name("add"))).content.decode()
    goal, activity = plan.own.goal, plan.own.activity
    group = re.search(rf'<optgroup label="{goal}">(.*?)</optgroup>', content, re.DOTALL)
    assert group
    assert f">{activity}</option>" in group[1]
    assert f'data-goals="{goal.pk}"' in content


def test_what_has_notes_is_not_deleted_and_says_so(plan: Plan, client_as: Callable[[str], Client]) -> None:
    ReferenceIndex.create_or_update_for_object(plan.own.note)
    coordinator = client_as("coordinator")
    for viewset in (GoalViewSet, ActivityViewSet):
        own = row(viewset, plan.own)
        address = reverse(viewset().get_url_name("delete"), args=[own.pk])
        assert "hindrer sletning" in coordinator.get(address).content.decode()
        coordinator.post(address)
        assert type(own).objects.filter(pk=own.pk).exists()
        with pytest.raises(ProtectedError):
            own.delete()


@pytest.mark.parametrize("existing", [False, True])
def test_a_note_cannot_be_put_on_anothers_goal(plan: Plan, existing: bool) -> None:
    viewset = ProgressNoteViewSet()
    address = (
        reverse(viewset.get_url_name("edit"), args=[plan.own.note.pk])
        if existing
        else reverse(viewset.get_url_name("add"))
    )
    response = plan.client.post(
        address, {"goal": plan.other.goal.pk, "noted_on": "2008-01-05", "text_da": "Flyttet", "text_en": ""}
    )
    assert response.status_code == 200
    assert "goal" in response.context["form"].errors
    assert "Flyttet" in response.content.decode()
    assert not ProgressNote.objects.filter(text_da="Flyttet").exists()


def test_goals_and_activities_are_not_made_or_deleted(plan: Plan) -> None:
    for viewset in (GoalViewSet(), ActivityViewSet()):
        assert plan.client.get(reverse(viewset.get_url_name("add"))).status_code == 302
    delete = reverse(GoalViewSet().get_url_name("delete"), args=[plan.own.goal.pk])
    plan.client.post(delete)
    assert Goal.objects.filter(pk=plan.own.goal.pk).exists()


def test_deleting_many_takes_own_notes_only(plan: Plan) -> None:
    for viewset in VIEWSETS:
        own, other = row(viewset, plan.own), row(viewset, plan.other)
        address = reverse("wagtail_bulk_action", args=["focusareas", viewset.model._meta.model_name, "delete"])
        plan.client.post(f"{address}?id={other.pk}&id={own.pk}")
        left = set(viewset.model.objects.all())
        assert left == ({other} if viewset is ProgressNoteViewSet else {own, other})


def test_a_second_open_responsibility_is_refused_once_in_words(plan: Plan) -> None:
    second = Responsibility(focus_area=plan.own.goal.focus_area, office=plan.other.office, start=date(2008, 1, 1))
    with pytest.raises(ValidationError) as error:
        second.full_clean()
    assert error.value.message_dict.keys() == {"start"}


def test_the_responsibility_decides(plan: Plan) -> None:
    area = plan.own.goal.focus_area
    area.responsibilities.update(end=date(2008, 1, 1))
    Responsibility.objects.create(focus_area=area, office=plan.other.office, start=date(2008, 1, 2))
    for model in (Goal, Activity, ProgressNote):
        assert not editable(model, plan.user).exists()


def test_the_responsibility_of_today_decides(plan: Plan) -> None:
    area, tomorrow = plan.own.goal.focus_area, timezone.localdate() + timedelta(days=1)
    area.responsibilities.update(end=timezone.localdate())
    following = Responsibility.objects.create(focus_area=area, office=plan.other.office, start=tomorrow)
    assert list(editable(Goal, plan.user)) == [plan.own.goal]
    area.responsibilities.filter(office=plan.own.office).update(end=tomorrow - timedelta(days=2))
    assert not editable(Goal, plan.user).exists()
    following.delete()
    assert not editable(Goal, plan.user).exists()


def test_the_menu_shows_the_plan_and_no_settings(plan: Plan) -> None:
    content = plan.client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse(GoalViewSet().get_url_name("list")) in content
    assert reverse("wagtailusers_users:index") not in content
    assert PlanViewSetGroup.menu_name in content


def test_the_coordinator_edits_every_offices_rows(plan: Plan, client_as: Callable[[str], Client]) -> None:
    client = client_as("coordinator")
    for desk in (plan.own, plan.other):
        for viewset in (GoalViewSet, ActivityViewSet, ProgressNoteViewSet):
            address = reverse(viewset().get_url_name("edit"), args=[row(viewset, desk).pk])
            assert client.get(address).status_code == 200
    response = client.get(reverse(GoalViewSet().get_url_name("edit"), args=[plan.own.goal.pk]))
    assert 'name="text_da"' in response.content.decode()
