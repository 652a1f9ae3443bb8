"""Pages on paper."""

from collections.abc import Callable

import pytest

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
    assert page.locator(".sources-fold .sources-line").first.is_visible()


def test_a_heading_of_the_directory_stays_with_its_networks(visit: Callable[..., Visitor]) -> None:
    page = visit("medarbejder").open("/netvaerk/")
    page.emulate_media(media="print")
    assert page.locator(".directory-table__group").first.evaluate(BREAKS_AFTER) == "avoid"
