"""Closing an office in its form hands over what it was responsible for, or says next to the field why not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from focusareas.models import ActionPlanPage, FocusAreaPage, Responsibility, StrategicObjective, StrategyPage
from focusareas.viewsets import ActivityViewSet, GoalViewSet, OfficeViewSet, ResponsibilityViewSet
from home.models import HomePage
from networks.models import Office
from portal.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def responsibility(site: HomePage) -> Responsibility:
    strategy = site.add_child(instance=StrategyPage(title="Strategien", slug="strategien"))
    objective = StrategicObjective.objects.create(strategy=strategy, slug="x", name_da="By", gist_da="By")
    plan = site.add_child(
        instance=ActionPlanPage(title="Plan", slug="plan", period_start=date(2007, 1, 1), period_end=date(2009, 12, 31))
    )
    area = plan.add_child(
        instance=FocusAreaPage(title="Kvalitet", slug="kvalitet", number=9, primary_objective=objective)
    )
    office = Office.objects.create(slug="kvalitet", name_da="Kvalitetskontoret")
    return Responsibility.objects.create(focus_area=area, office=office, start=date(2007, 1, 1))


def send(client: Client, office: Office, **values: Any) -> Any:
    form = {
        "name_da": office.name_da,
        "name_en": "",
        "slug": office.slug,
        "role_da": "",
        "role_en": "",
        "closing_note_da": "Nedlagt ved omorganiseringen",
        "closing_note_en": "",
        "other_names": inline_formset([]),
    }
    return client.post(reverse(OfficeViewSet().get_url_name("edit"), args=[office.pk]), nested_form_data(form | values))


def test_the_successor_takes_over_the_next_day(
    responsibility: Responsibility, client_as: Callable[[str], Client]
) -> None:
    successor = Office.objects.create(slug="ny", name_da="Det nye kontor")
    response = send(client_as("coordinator"), responsibility.office, valid_to="2008-06-30", successor=successor.pk)
    assert response.status_code == 302
    responsibility.refresh_from_db()
    assert responsibility.end == date(2008, 6, 30)
    following = Responsibility.objects.get(office=successor)
    assert (following.focus_area, following.start, following.end) == (responsibility.focus_area, date(2008, 7, 1), None)


def test_a_successor_named_later_takes_over(responsibility: Responsibility, client_as: Callable[[str], Client]) -> None:
    successor = Office.objects.create(slug="ny", name_da="Det nye kontor")
    client = client_as("coordinator")
    send(client, responsibility.office, valid_to="30.06.2008")
    assert not Responsibility.objects.filter(office=successor).exists()
    send(client, responsibility.office, valid_to="30.06.2008", successor=successor.pk)
    assert Responsibility.objects.get(office=successor).start == date(2008, 7, 1)


def test_another_last_day_moves_the_hand_over(
    responsibility: Responsibility, client_as: Callable[[str], Client]
) -> None:
    first, second = (Office.objects.create(slug=slug, name_da=slug) for slug in ("ny", "nyere"))
    client = client_as("coordinator")
    send(client, responsibility.office, valid_to="30.06.2008", successor=first.pk)
    send(client, responsibility.office, valid_to="31.12.2008", successor=second.pk)
    rows = Responsibility.objects.order_by("start").values_list("office__slug", "start", "end")
    assert list(rows) == [
        ("kvalitet", date(2007, 1, 1), date(2008, 12, 31)),
        ("nyere", date(2009, 1, 1), None),
    ]


def test_an_office_that_does_not_close_after_all_keeps_what_it_had(
    responsibility: Responsibility, client_as: Callable[[str], Client]
) -> None:
    successor = Office.objects.create(slug="ny", name_da="Det nye kontor")
    client = client_as("coordinator")
    send(client, responsibility.office, valid_to="30.06.2008", successor=successor.pk)
    assert send(client, responsibility.office, valid_to="", successor="").status_code == 302
    row = Responsibility.objects.get()
    assert (row.office, row.end) == (responsibility.office, None)


def test_what_was_arranged_since_stays(responsibility: Responsibility, client_as: Callable[[str], Client]) -> None:
    third, successor = (Office.objects.create(slug=slug, name_da=slug) for slug in ("tredje", "ny"))
    client = client_as("coordinator")
    send(client, responsibility.office, valid_to="30.06.2008")
    area = responsibility.focus_area
    Responsibility.objects.create(focus_area=area, office=third, start=date(2008, 9, 1))
    send(client, responsibility.office, valid_to="30.06.2008", successor=successor.pk)
    assert not Responsibility.objects.filter(office=successor).exists()
    responsibility.refresh_from_db()
    assert responsibility.end == date(2008, 6, 30)


def test_only_office_editors_are_offered_as_editors(
    responsibility: Responsibility, client_as: Callable[[str], Client]
) -> None:
    for role in ("staff", "office_editor", "communications"):
        client_as(role)
    coordinator = client_as("coordinator")
    response = coordinator.get(reverse(OfficeViewSet().get_url_name("edit"), args=[responsibility.office.pk]))
    offered = response.context["form"].fields["editors"].queryset
    assert [user.username for user in offered] == ["office_editor"]
    responsibility.office.editors.add(User.objects.get(username="staff"))
    response = coordinator.get(reverse(OfficeViewSet().get_url_name("edit"), args=[responsibility.office.pk]))
    offered = response.context["form"].fields["editors"].queryset
    assert [user.username for user in offered] == ["office_editor", "staff"]


def test_a_successor_that_is_not_open_is_refused_next_to_the_field(
    responsibility: Responsibility, client_as: Callable[[str], Client]
) -> None:
    closed = Office.objects.create(slug="gammel", name_da="Et gammelt kontor", valid_to=date(2005, 1, 1))
    response = send(client_as("coordinator"), responsibility.office, valid_to="2008-06-30", successor=closed.pk)
    assert response.status_code == 200
    assert "successor" in response.context["form"].errors
    assert "Nedlagt ved omorganiseringen" in response.content.decode()
    responsibility.refresh_from_db()
    assert responsibility.end is None


def test_an_office_cannot_close_before_it_became_responsible(
    responsibility: Responsibility, client_as: Callable[[str], Client]
) -> None:
    response = send(client_as("coordinator"), responsibility.office, valid_to="2006-06-30")
    assert response.status_code == 200
    assert "valid_to" in response.context["form"].errors


def test_closing_without_a_successor_names_what_is_left(
    responsibility: Responsibility, client_as: Callable[[str], Client]
) -> None:
    client = client_as("coordinator")
    send(client, responsibility.office, valid_to="2008-06-30")
    assert "intet kontor ansvaret for Kvalitet" in client.get(reverse("wagtailadmin_home")).content.decode()
    responsibility.refresh_from_db()
    assert responsibility.end == date(2008, 6, 30)


@pytest.mark.parametrize("viewset", [ActivityViewSet, GoalViewSet, ResponsibilityViewSet])
def test_focus_areas_are_chosen_in_a_list_by_number(
    responsibility: Responsibility, client_as: Callable[[str], Client], viewset: type[Any]
) -> None:
    form = client_as("coordinator").get(reverse(viewset().get_url_name("add"))).context["form"]
    assert [label for _key, label in form.fields["focus_area"].choices][1:] == ["9. Kvalitet"]
