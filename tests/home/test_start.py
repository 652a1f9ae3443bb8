"""The editing interface's first page: each role's own work on it, and nobody else's."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from focusareas.models import Goal
from home.roles import set_up_page_rights
from home.start import SHOWN, BeginningsPanel
from portal.models import User
from portal.translations import submit
from tests.conftest import Planted, Trees
from tests.factories import ContentPageFactory
from tests.focusareas.plan import Plan
from tests.networks.factories import OfficeFactory

SignIn = Callable[[str], Client]


def make(trees: Trees) -> Plan:
    """Make a plan with a goal of the Project Office and one of another."""
    plan = Plan(trees)
    plan.add_goal("1.1", status="partly")
    plan.add_goal("2.1", area=plan.add_area("Andre", "Others", OfficeFactory()))
    set_up_page_rights()
    return plan


@pytest.fixture(scope="module")
def made(planted: Planted[Plan]) -> Plan:
    return planted(make)


@pytest.fixture
def plan(made: Plan, db: None) -> Plan:
    return deepcopy(made)


def start(client: Client) -> Any:
    """Return the first page."""
    return client.get(reverse("wagtailadmin_home"))


def goal_address(code: str) -> str:
    """Return where a goal is edited."""
    return reverse(Goal.snippet_viewset.get_url_name("edit"), args=[Goal.objects.get(code=code).pk])


def test_an_office_editor_finds_the_own_goals(plan: Plan, client_as: SignIn) -> None:
    client = client_as("office_editor")
    plan.office.editors.add(User.objects.get(username="office_editor"))
    html = start(client).content.decode()
    assert "2007: delvist opfyldt" in html.lower()
    assert goal_address("1.1") in html
    assert goal_address("2.1") not in html


@pytest.mark.parametrize(
    ("role", "ids"),
    [
        ("staff", {"beginnings"}),
        ("office_editor", {"beginnings"}),
        ("communications", {"beginnings", "untranslated"}),
        ("coordinator", {"beginnings", "untranslated"}),
    ],
)
def test_each_finds_what_they_may_do(plan: Plan, client_as: SignIn, role: str, ids: set[str]) -> None:
    plan.trees.alias(ContentPageFactory(parent=plan.trees.danish))
    client = client_as(role)
    response = start(client)
    html = response.content.decode()
    assert {name for name in ("beginnings", "own-goals", "untranslated") if f'id="{name}' in html} == ids
    beginnings = next(panel for panel in response.context["panels"] if isinstance(panel, BeginningsPanel))
    for address, _label in beginnings.get_context_data({"request": response.wsgi_request})["links"]:
        assert client.get(address).status_code == 200, address


def test_untranslated_pages_are_counted_and_the_newest_shown(trees: Trees, client_as: SignIn) -> None:
    client = client_as("communications")
    counts, html = [], ""
    for number in (2, SHOWN):
        for _page in range(number):
            trees.alias(ContentPageFactory(parent=trees.danish))
        start(client)
        with CaptureQueriesContext(connection) as queries:
            html = start(client).content.decode()
        counts.append(len(queries))
    assert "12 sider vises på dansk i den engelske udgave" in html
    assert html.count("/localize/submit/page/") == SHOWN
    assert counts[0] == counts[1]


def test_a_draft_under_way_is_shown_as_one(trees: Trees, client_as: SignIn) -> None:
    page = ContentPageFactory(parent=trees.danish, title="Om portalen")
    alias = trees.alias(page)
    client = client_as("communications")
    html = start(client).content.decode()
    assert "Ikke begyndt" in html
    assert reverse("wagtail_localize:submit_page_translation", args=[page.pk]) in html
    submit(page, trees.english.locale)[0].save_target(publish=False)
    draft = Page.objects.get(pk=alias.pk)
    assert not draft.live
    html = start(client).content.decode()
    assert "1 side vises på dansk i den engelske udgave" in html
    assert "Kladde i gang" in html
    assert "Ikke begyndt" not in html
    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[draft.pk])}">Om portalen</a>' in html
    Page.objects.filter(pk=draft.pk).update(live=True)
    assert "Om portalen</a></td>" not in start(client).content.decode()


def test_what_waits_comes_first_and_wagtails_lists_are_no_reports(plan: Plan, client_as: SignIn) -> None:
    shown = start(client_as("coordinator"))
    names = [panel.name for panel in shown.context["panels"]]
    assert names[:2] == ["workflow_objects_to_moderate", "beginnings"]
    html = shown.content.decode()
    assert "<title>" in html
    assert "Udsyn</title>" in html.replace("\n", "").replace("  ", "")
    assert "Oversigter" in html
