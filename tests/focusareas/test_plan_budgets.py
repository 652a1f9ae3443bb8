"""How many queries the pages of the plan and the reports take, the same at 3 rows and at 12.

All queries of a signed-in reader's request are counted, the furniture's included, with warm caches.
"""

from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.conftest import LANGUAGES, Trees
from tests.focusareas.plan import Plan

DETAIL = 16
LISTING = 20
BUDGETS = {"plan": LISTING, "focus area": DETAIL, "report": DETAIL, "reports": LISTING, "activities": LISTING}


def addresses(plan: Plan, language: str) -> Iterator[tuple[str, str]]:
    yield "plan", plan.address(plan.page, language)
    yield "focus area", plan.address(plan.area, language)
    yield "report", plan.address(plan.report, language)
    yield "reports", plan.address(plan.index, language)
    with translation.override(language):
        yield "activities", reverse("activities")


def measure(client: Client, plan: Plan) -> dict[tuple[str, str], int]:
    """Return the number of queries of each page in each language."""
    counts = {}
    for language in LANGUAGES:
        for name, address in addresses(plan, language):
            assert client.get(address).status_code == 200, address
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts[name, language] = len(queries)
    return counts


def test_budgets_hold_and_do_not_grow(trees: Trees, reader_client: Client) -> None:
    plan = Plan(trees)
    plan.grow(3)
    few = measure(reader_client, plan)
    plan.grow(9)
    assert measure(reader_client, plan) == few
    assert {page: number for page, number in few.items() if number > BUDGETS[page[0]]} == {}
