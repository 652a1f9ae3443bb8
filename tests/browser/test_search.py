"""The search in Chromium: as you type, back again, by keyboard, without scripts, and to axe."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WIDTHS, Visitor
from tests.browser.test_pages import check

pytestmark = pytest.mark.browser

SEARCHES = ("search/", "search/?q=hjeml%C3%B8s", "search/?q=qwertyuiop&kind=network", "search/?kind=network&sort=date")
Visit = Callable[..., Visitor]


def count(page: Page) -> int:
    """Return the number of hits that is told."""
    found = re.match(r"[\d.,]+", page.inner_text("#search-count"))
    return int(re.sub(r"\D", "", found[0])) if found else 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("prefix", "language"), [("/", "da"), ("/en/", "en")])
@pytest.mark.parametrize("account", ["medarbejder", None])
def test_search_pages_are_in_order(visit: Visit, account: str | None, prefix: str, language: str, width: str) -> None:
    check(visit(account, width, language), [prefix + path for path in SEARCHES])


def test_results_come_as_you_type_and_back_leads_back(visit: Visit) -> None:
    visitor = visit("medarbejder", language="en")
    page = visitor.open("/en/search/")
    page.evaluate("document.querySelector('#search-count').isTheSame = true")
    page.click("#search-q")
    page.keyboard.type("homel", delay=30)
    page.wait_for_url("**/en/search/?q=homel")
    page.keyboard.type("ess", delay=30)
    page.wait_for_url("**/en/search/?q=homeless")
    expect(page.locator("#search-q")).to_be_focused()
    expect(page.locator("#search-hits mark").first).to_be_visible()
    everything = count(page)
    assert everything > 0
    assert "homeless" in page.title()
    expect(page.locator('.site-header__own a[hreflang="da"]')).to_have_attribute("href", re.compile("q=homeless"))

    page.locator("#facet-theme > summary").click()
    page.locator("#kind-network").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**kind=network")
    expect(page.locator("#kind-network")).to_be_focused()
    expect(page.locator("#kind-network")).to_be_checked()
    expect(page.locator("#facet-theme")).not_to_have_attribute("open", "")
    assert 0 < count(page) < everything
    assert page.evaluate("document.querySelector('#search-count').isTheSame")

    page.go_back()
    page.wait_for_url("**/en/search/?q=homeless")
    expect(page.locator("#kind-network")).not_to_be_checked()
    assert count(page) == everything
    page.go_back()
    page.wait_for_url("**/en/search/")
    expect(page.locator("#search-q")).to_have_value("")
    page.fill("#search-q", "berlin")
    page.wait_for_url("**/en/search/?q=berlin")
    assert visitor.complaints == []


def test_a_search_is_told_once_the_reader_pauses_and_a_hit_when_it_is_opened(visit: Visit) -> None:
    visitor = visit("medarbejder")
    page = visitor.open("/search/")
    page.click("#search-q")
    with page.expect_response("**/search/counted/") as settled:
        page.keyboard.type("herberg", delay=30)
    assert settled.value.status == 204
    address = page.locator(".search-hit a").first.get_attribute("href")
    with page.expect_request("**/search/counted/") as opened:
        page.locator(".search-hit a").first.click()
    assert f'name="address"\r\n\r\n{address}\r\n' in (opened.value.post_data or "")
    assert visitor.complaints == []


def test_filters_are_taken_off_by_their_links(visit: Visit) -> None:
    page = visit("medarbejder").open("/search/?q=hjeml%C3%B8s&kind=network&kind=activity")
    few = count(page)
    page.locator(".search-active__filter").first.click()
    page.wait_for_url(lambda address: address.count("kind=") == 1)
    assert count(page) < few
    page.locator(".search-active a", has_text="Ryd filtre").click()
    page.wait_for_url(lambda address: "kind=" not in address)
    assert count(page) > few


def test_facets_are_folded_on_a_telephone(visit: Visit) -> None:
    page = visit("medarbejder", "narrow").open("/search/?q=hjem")
    expect(page.locator("#kind-network")).not_to_be_visible()
    page.locator("#search-filters > summary").click()
    page.locator('label[for="kind-network"]').click()
    page.wait_for_url("**kind=network")
    expect(page.locator("#kind-network")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_box_is_worked_by_keyboard(visit: Visit, width: str) -> None:
    visitor = visit("medarbejder", width)
    page = visitor.open("/")
    box, options = page.locator("#site-search-q"), page.locator("#site-search-list [role=option]")
    box.click()
    page.keyboard.type("eurocit", delay=30)
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-1")
    page.keyboard.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile(".*"))
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("eurocit")
    page.keyboard.press("ArrowDown")
    url = options.first.get_attribute("data-url")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{url}")
    page.fill("#site-search-q", "hjem")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=hjem")
    assert count(page) > 0
    assert visitor.complaints == []


def test_the_list_stays_while_somebody_chooses_from_it(visit: Visit) -> None:
    page = visit("medarbejder").open("/")
    box, options = page.locator("#site-search-q"), page.locator("#site-search-list [role=option]")
    box.click()
    page.keyboard.type("eur")
    expect(options.first).to_be_visible()
    page.keyboard.type("o")
    page.keyboard.press("ArrowDown")
    # As long as another list would take to be asked for and come.
    page.wait_for_timeout(2000)
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-1")


def test_the_box_has_room_beside_a_long_line(visit: Visit) -> None:
    page = visit("medarbejder", language="en").open("/en/")
    box = page.locator("#site-search-q").bounding_box()
    assert box is not None
    assert box["width"] >= 180


def test_everything_works_without_scripts(visit: Visit) -> None:
    visitor = visit("medarbejder")
    browser = visitor.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, storage_state=visitor.context.storage_state())
    page = context.new_page()
    page.goto(visitor.address + "/en/")
    page.fill("#site-search-q", "homeless")
    page.press("#site-search-q", "Enter")
    page.wait_for_url("**/en/search/?q=homeless")
    everything = count(page)
    page.check("#kind-network", force=True)
    page.select_option("#search-sort", "date")
    page.locator(".search-bar button").click()
    page.wait_for_url("**kind=network**")
    assert 0 < count(page) < everything
    expect(page.locator("#kind-network")).to_be_checked()
    expect(page.locator("#search-sort")).to_have_value("date")
    context.close()
