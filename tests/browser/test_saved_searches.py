"""Saved searches in Chromium: kept, listed, followed, changed and deleted again, and to axe."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.test_pages import check, violations

pytestmark = pytest.mark.browser

NAME = "Hjemløse, fulgt af mig"
DAILY = {"da": "Hver dag, der er nye resultater", "en": "Every day with new hits"}
SAVED = {"da": f"Søgningen ”{NAME}” er gemt.", "en": f"The search “{NAME}” is saved."}


def submit(page: Page) -> None:
    """Send the form of the page and wait for the list that follows."""
    page.locator("main form[method=post] button[type=submit]").click()
    page.wait_for_url("**/search/saved/")


@pytest.mark.parametrize(("prefix", "language", "width"), [("", "da", "wide"), ("/en", "en", "narrow")])
def test_a_search_is_saved_followed_changed_and_deleted(
    visit: Callable[..., Visitor], prefix: str, language: str, width: str
) -> None:
    visitor = visit("medarbejder", width, language)
    mine = f"{prefix}/search/saved/"
    check(visitor, [mine, f"{mine}new/?q=hjeml%C3%B8s&kind=network"])

    page = visitor.open(f"{prefix}/search/?q=hjeml%C3%B8s&kind=network")
    page.locator(".search-save a.button").click()
    page.wait_for_url("**/search/saved/new/**")
    page.fill("#id_name", NAME)
    submit(page)
    expect(page.locator("main")).to_contain_text(SAVED[language])
    search = page.locator(".saved-search", has_text=NAME)
    ways = [link.get_attribute("href") or "" for link in search.locator(".saved-search__ways a").all()]
    assert len(ways) == 3
    found, change, delete = ways
    check(visitor, [mine, *ways])

    visitor.open(found)
    expect(page.locator(".search-hit mark").first).to_be_visible()
    visitor.open(mine)
    search.locator("summary").click()
    feed = search.locator("input[id^=feed-]")
    expect(feed).to_be_visible()
    answer = page.request.get(feed.input_value())
    assert answer.ok
    assert "<entry>" in answer.text()
    assert visitor.complaints == []
    assert violations(page) == []
    # As in `check`: what axe does is complained of.
    page.goto("about:blank")
    visitor.complaints.clear()

    visitor.open(change)
    page.select_option("#id_frequency", "daily")
    submit(page)
    expect(search.locator(".saved-search__mail")).to_have_text(DAILY[language])
    search.get_by_role("link", name=NAME, exact=True).click()
    page.wait_for_url(f"**{prefix}/search/?q=hjeml%C3%B8s&kind=network")
    expect(page.locator("#kind-network")).to_be_checked()

    visitor.open(delete)
    submit(page)
    expect(page.locator(".saved-search")).to_have_count(0)
    assert visitor.complaints == []
