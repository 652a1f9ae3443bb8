"""Pages on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
BREAKS_INSIDE = "element => getComputedStyle(element).breakInside"
BREAKS_AFTER = "element => getComputedStyle(element).breakAfter"


def test_the_plan_fills_its_first_page_and_can_be_read(visit: Callable[..., Visitor]) -> None:
    page = visit("medarbejder").open("/handlingsplan/")
    page.emulate_media(media="print")
    assert page.locator(".plan__first").first.evaluate(BREAKS_INSIDE) == "auto"
    assert page.locator(".plan td[rowspan]").first.evaluate(BREAKS_INSIDE) == "auto"
    colour = page.locator(".mark--milestone").first.evaluate("element => getComputedStyle(element).color")
    assert colour == "rgb(0, 0, 0)"
    expect(page.locator(".plan .sources-fold").first).to_be_hidden()
    expect(page.locator(".sources__list")).to_be_visible()
    assert page.locator(".plan-area > summary").first.evaluate(BREAKS_INSIDE) == "avoid"


def test_a_heading_of_the_directory_stays_with_its_networks(visit: Callable[..., Visitor]) -> None:
    page = visit("medarbejder").open("/netvaerk/")
    page.emulate_media(media="print")
    assert page.locator(".directory-table__group").first.evaluate(BREAKS_AFTER) == "avoid"


def test_the_plan_is_folded_on_phones_and_whole_on_paper(visit: Callable[..., Visitor]) -> None:
    page = visit("medarbejder", "narrow").open("/handlingsplan/")
    goal = page.locator("[id='goal-3.1']")
    expect(goal).to_be_hidden()
    page.locator("#focus-area-3 > summary").click()
    expect(goal).to_be_visible()
    page.locator(".status-chart a", has_text="7.1").click()
    expect(page.locator("[id='goal-7.1']")).to_be_in_viewport()
    page.emulate_media(media="print")
    for number in (1, 12):
        expect(page.locator(f"#focus-area-{number} .plan")).to_be_visible()
    expect(page.locator(".jump-list")).to_be_hidden()


def test_the_plan_leads_to_its_focus_areas(visit: Callable[..., Visitor]) -> None:
    page = visit("medarbejder").open("/handlingsplan/")
    page.locator(".jump-list a", has_text="7.").click()
    expect(page.locator("#focus-area-7 h3")).to_be_in_viewport()
    phone = visit("medarbejder", "narrow").open("/handlingsplan/?status=achieved")
    expect(phone.locator(".plan").first).to_be_visible()
