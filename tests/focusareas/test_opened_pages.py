"""What somebody who is not signed in reads on an opened page: nothing of the closed ones, and no internal facts."""

import re
from copy import deepcopy
from typing import Any

import pytest
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.test import Client
from wagtail.models import Page

from focusareas.models import Activity, Assessment, Benchmark, ProgressNote
from portal.models import User
from tests.conftest import Planted, Trees
from tests.factories import ContentPageFactory
from tests.focusareas.factories import StrategyPageFactory
from tests.focusareas.plan import Plan
from tests.networks.factories import DirectoryEditionFactory, EditionEntryFactory, NetworkPageFactory

INTERNAL = ("The outcome", "The reason", "The remark")
PAGES = ("strategy", "social", "plan", "area", "index", "report", "directory", "network", "content", "below")


def make(trees: Trees) -> dict[str, Any]:
    """Make an English page of each type, closed, everything tied to everything and named so that it can be found."""
    plan = Plan(trees)
    plan.grow(2)
    Activity.objects.update(outcome_da="Udfaldet", outcome_en="The outcome")
    Assessment.objects.update(reason_da="Grunden", reason_en="The reason")
    ProgressNote.objects.update(text_da="Noten", text_en="The remark")
    network = NetworkPageFactory(parent=plan.directory)
    EditionEntryFactory(edition=DirectoryEditionFactory(is_current=True), network=network)
    social = StrategyPageFactory(parent=trees.danish, slug="socialstrategi")
    benchmark = Benchmark.objects.create(strategy=social, number=1, name_da="Pejlemærket")
    benchmark.possible_focus_areas.add(plan.area)
    benchmark.possible_networks.add(network)
    plan.area.networks.add(network)
    plan.area.save()
    plan.report.networks.add(network)
    plan.report.save()
    content = ContentPageFactory(parent=trees.danish)
    below = ContentPageFactory(parent=ContentPageFactory(parent=content))
    for page in (plan.strategy, social, network, content, below):
        trees.translate(page)
    Page.objects.filter(depth__gt=2).update(
        title=Concat(Value("(("), Cast(F("pk"), CharField()), Value("))"), output_field=CharField())
    )
    danish = (
        plan.strategy,
        social,
        plan.page,
        plan.area,
        plan.index,
        plan.report,
        plan.directory,
        network,
        content,
        below,
    )
    return {
        name: type(page).objects.get(translation_key=page.translation_key, locale=trees.english.locale)
        for name, page in zip(PAGES, danish, strict=True)
    }


@pytest.fixture(scope="module")
def made(planted: Planted[dict[str, Any]]) -> dict[str, Any]:
    return planted(make)


@pytest.fixture
def pages(made: dict[str, Any], db: None) -> dict[str, Any]:
    """Return an English page of each type."""
    return deepcopy(made)


def open_up(page: Any) -> None:
    """Open the page to everybody."""
    page.is_public = True
    page.save()


def titles(client: Client, page: Any) -> set[str]:
    """Return the titles of pages that a browser reads at the page, its own left out."""
    html = client.get(page.url).content.decode()
    return set(re.findall(r"\(\(\d+\)\)", html)) - {page.title}


@pytest.mark.parametrize("name", PAGES)
def test_an_opened_page_names_no_closed_one(pages: dict[str, Any], name: str, reader: User) -> None:
    page, visitor, signed_in = pages[name], Client(), Client()
    signed_in.force_login(reader)
    open_up(page)
    assert visitor.get(page.url).status_code == 200
    assert titles(visitor, page) == set()
    assert titles(signed_in, page)


@pytest.mark.parametrize("name", ["strategy", "plan", "index", "report"])
def test_an_opened_page_names_the_other_opened_ones(pages: dict[str, Any], name: str, client: Client) -> None:
    other = pages["report" if name == "index" else "area"]
    open_up(pages[name])
    open_up(other)
    assert titles(client, pages[name]) == {other.title}


@pytest.mark.parametrize("name", ["plan", "area", "report"])
def test_outcomes_reasons_and_notes_are_for_staff(pages: dict[str, Any], name: str, reader: User) -> None:
    page, visitor, signed_in = pages[name], Client(), Client()
    signed_in.force_login(reader)
    for opened in (pages["area"], page):
        open_up(opened)
    html = visitor.get(page.url).content.decode()
    assert not [text for text in INTERNAL if text in html]
    read = signed_in.get(page.url).content.decode()
    assert [text for text in INTERNAL if text in read] == list(INTERNAL if name != "report" else INTERNAL[:1])
