"""The ways into the editing interface: shown to those who may go there, and to nobody else."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from focusareas.models import FocusAreaPage
from home.roles import ROLES, set_up_page_rights
from portal.models import User
from tests.conftest import Planted, Trees
from tests.factories import ContentPageFactory
from tests.focusareas.factories import TripReportPageFactory
from tests.focusareas.plan import Plan
from tests.networks.factories import OfficeFactory

SignIn = Callable[[str], Client]
WRITERS = {"staff", "office_editor", "communications", "coordinator", "administrator"}


def make(trees: Trees) -> Plan:
    """Make a plan with a goal, its report list open to those who write."""
    plan = Plan(trees)
    plan.add_goal("1.1")
    set_up_page_rights()
    return plan


@pytest.fixture(scope="module")
def made(planted: Planted[Plan]) -> Plan:
    return planted(make)


@pytest.fixture
def plan(made: Plan, db: None) -> Plan:
    return deepcopy(made)


def edit_address(page: Page) -> str:
    """Return where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.parametrize("role", ROLES)
def test_a_link_to_the_form_leads_to_the_form(plan: Plan, client_as: SignIn, role: str) -> None:
    client = client_as(role)
    own = TripReportPageFactory(parent=plan.index, owner=User.objects.get(username=role))
    for page in (plan.trees.danish, plan.page, plan.area, own, TripReportPageFactory(parent=plan.index)):
        # Authors have a form of their own on the site.
        address = reverse("edit_report", args=[own.pk]) if page is own else edit_address(page)
        is_offered = f'href="{address}"' in client.get(page.url).content.decode()
        assert is_offered == (client.get(address).status_code == 200), page


@pytest.mark.parametrize("role", ROLES)
def test_those_who_write_reports_are_invited_to(plan: Plan, client_as: SignIn, role: str, language: str) -> None:
    client = client_as(role)
    address = reverse("write_report")
    for page in (plan.trees.home(language), plan.index.relatives[language]):
        html = client.get(page.url).content.decode()
        assert (f'href="{address}"' in html) == (role in WRITERS), page
    assert (client.get(address).status_code == 200) == (role in WRITERS)


def test_an_office_editor_is_led_to_the_own_goals(plan: Plan, client_as: SignIn) -> None:
    client = client_as("office_editor")
    plan.office.editors.add(User.objects.get(username="office_editor"))
    other: FocusAreaPage = plan.add_area("Andet", "Other", OfficeFactory())
    cache.clear()
    goals = 'href="/admin/snippets/focusareas/goal/"'
    for area, is_own in ((plan.area, True), (plan.area.relatives["en"], True), (other, False)):
        assert (goals in client.get(area.url).content.decode()) == is_own, area
    assert client.get("/admin/snippets/focusareas/goal/").status_code == 200


def test_a_page_that_may_not_be_edited_leads_to_the_editing_interface(client_as: SignIn, trees: Trees) -> None:
    page = trees.translate(ContentPageFactory(parent=trees.danish))
    html = client_as("staff").get(page.url).content.decode()
    assert f'href="{reverse("wagtailadmin_home")}"' in html
    assert "Edit the portal" in html
    assert reverse("wagtailadmin_home") not in client_as("reader").get(page.url).content.decode()
