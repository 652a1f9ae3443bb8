"""Closing an office in its form hands over what it was responsible for, or says next to the field why not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from focusareas.models import ActionPlanPage, FocusAreaPage, Responsibility, StrategicObjective, StrategyPage
from focusareas.viewsets import OfficeViewSet
from home.models import HomePage
from networks.models import Office

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
