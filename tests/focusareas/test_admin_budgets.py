"""The editing lists and forms take as many queries for many rows as for few."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from focusareas.viewsets import (
    ActivityViewSet,
    GoalViewSet,
    OfficeViewSet,
    ProgressNoteViewSet,
    ResponsibilityViewSet,
    StrategicObjectiveViewSet,
)
from home.viewsets import ContactGroupMemberViewSet
from networks.viewsets import EditionEntryViewSet, PersonViewSet, PlaceViewSet, SourceReferenceViewSet, ThemeViewSet
from tests.conftest import Trees
from tests.focusareas.factories import StrategicObjectiveFactory
from tests.focusareas.plan import Plan
from tests.networks.factories import EditionEntryFactory, NetworkPageFactory, OfficeFactory

LISTS: tuple[type[Any], ...] = (
    GoalViewSet,
    ActivityViewSet,
    ProgressNoteViewSet,
    OfficeViewSet,
    ResponsibilityViewSet,
    StrategicObjectiveViewSet,
    ContactGroupMemberViewSet,
    EditionEntryViewSet,
    PersonViewSet,
    PlaceViewSet,
    SourceReferenceViewSet,
    ThemeViewSet,
)
FORMS: tuple[type[Any], ...] = (GoalViewSet, ActivityViewSet, OfficeViewSet)
ROWS_ON_A_PAGE = 20


def grow(plan: Plan, rows: int) -> None:
    plan.grow(rows)
    for _row in range(rows):
        office = OfficeFactory(successor=OfficeFactory())
        plan.add_area(f"Område {office.pk}", f"Area {office.pk}", office)
        StrategicObjectiveFactory(strategy=plan.strategy)
        network = NetworkPageFactory(parent=plan.directory, title=f"Netværk {office.pk}")
        EditionEntryFactory(office=office, network=network)
        office.contact_group_members.create(since="2007-01-01")


def count(client: Client, address: str) -> int:
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def measure(client: Client) -> dict[str, int]:
    counts = {}
    for viewset in LISTS:
        counts[f"{viewset.__name__} list"] = count(client, reverse(viewset().get_url_name("list")))
    for viewset in FORMS:
        first = viewset.model.objects.order_by("pk").first()
        address = reverse(viewset().get_url_name("edit"), args=[first.pk])
        counts[f"{viewset.__name__} form"] = count(client, address)
    return counts


@pytest.mark.django_db
def test_lists_and_forms_do_not_grow(trees: Trees, client_as: Callable[[str], Client]) -> None:
    client = client_as("coordinator")
    plan = Plan(trees)
    grow(plan, 2)
    few = measure(client)
    grow(plan, 4)
    assert all(viewset.model.objects.count() <= ROWS_ON_A_PAGE for viewset in (GoalViewSet, ResponsibilityViewSet))
    many = measure(client)
    assert {name: (few[name], number) for name, number in many.items() if number != few[name]} == {}


@pytest.mark.django_db
def test_the_first_column_leads_to_the_form(trees: Trees, client_as: Callable[[str], Client]) -> None:
    grow(Plan(trees), 1)
    client = client_as("coordinator")
    for viewset in LISTS:
        content = client.get(reverse(viewset().get_url_name("list"))).content.decode()
        first = viewset.model.objects.order_by("pk").first()
        assert reverse(viewset().get_url_name("edit"), args=[first.pk]) in content, viewset
