"""Every kind of page in Chromium: both languages, wide and narrow; no complaint, no axe violation, nothing cut off."""

import re
from collections.abc import Callable, Sequence
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import WIDTHS, Visitor

pytestmark = pytest.mark.browser

# What axe found in order is not read, and describing it takes a quarter of the time.
ONLY_VIOLATIONS = {"resultTypes": ["violations"], "selectors": False, "elementRef": False}
# An address of each kind of page, in Danish and in English.
PAGES = {
    "front page": ("/", "/en/"),
    "strategy": ("/international-strategi/", "/en/international-strategy/"),
    "action plan": ("/handlingsplan/", "/en/action-plan/"),
    "practice": ("/fra-laering-til-praksis/", "/en/from-learning-to-practice/"),
    "activities": ("/aktiviteter/", "/en/activities/"),
    "sources": ("/kilder/", "/en/sources/"),
    "coordination": ("/koordinering/", "/en/coordination/"),
    "themes": ("/temaer/", "/en/themes/"),
    "theme": ("/temaer/hjemloeshed/", "/en/themes/hjemloeshed/"),
    "places": ("/steder/", "/en/places/"),
    "place": ("/steder/berlin/", "/en/places/berlin/"),
    "offices": ("/kontorer/", "/en/offices/"),
    "office": ("/kontorer/projektkontoret/", "/en/offices/projektkontoret/"),
    "people": ("/personer/", "/en/people/"),
    "password change": ("/accounts/password/change/", "/en/accounts/password/change/"),
}


def check(visitor: Visitor, paths: Sequence[str]) -> None:
    """Open pages and look for what a person would trip over.

    Both languages have the same templates, so axe, which takes longest, looks at Danish wide and at English narrow.
    """
    for path in paths:
        page = visitor.open(path)
        assert visitor.complaints == [], path
        assert page.locator("h1").count() == 1, path
        too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(too_wide), f"{path} is wider than the window"
        if path.startswith("/en/") == (visitor.width == "wide"):
            continue
        assert violations(page) == [], path
        # Axe styles and loads what the page's own policy complains of; leaving the page ends that.
        page.goto("about:blank")
        visitor.complaints.clear()


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe objects to on a page: each rule, and where."""
    found = Axe().run(page, options=ONLY_VIOLATIONS).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found]


def links(page: Page, selector: str) -> list[str]:
    """Return the addresses the links lead to, each once."""
    return sorted(set(page.locator(selector).evaluate_all("all => all.map(a => a.pathname)")))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("number", [0, 1], ids=["da", "en"])
def test_pages_are_in_order(visit: Callable[..., Visitor], number: int, width: str) -> None:
    visitor = visit("medarbejder", width, ("da", "en")[number])
    check(visitor, [addresses[number] for addresses in PAGES.values()])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("index", "children"), [("/handlingsplan/", 1), ("/rapporter/", 2), ("/netvaerk/", 1)])
def test_pages_below_an_index_are_in_order(
    visit: Callable[..., Visitor], index: str, children: int, width: str
) -> None:
    visitor = visit("medarbejder", width)
    below = [path for path in links(visitor.open(index), f'main a[href^="{index}"]') if path != index][:children]
    assert len(below) == children
    english = [links(visitor.open(path), 'a[hreflang="en"]')[0] for path in below]
    check(visitor, [index, *below, *english])


@pytest.mark.parametrize("width", WIDTHS)
def test_what_foreign_partners_see_is_in_order(visit: Callable[..., Visitor], width: str) -> None:
    visitor = visit(None, width, "en")
    paths = links(visitor.open("/en/"), "main a[href^='/en/']:not([href*='/accounts/'])")
    assert len(paths) >= 2
    for path in paths:
        visitor.open(path)
        assert "/accounts/login" not in visitor.page.url, path
    check(visitor, ["/en/", *paths, "/accounts/login/", "/en/accounts/login/"])


def test_a_writers_header_is_one_line_with_a_menu(visit: Callable[..., Visitor]) -> None:
    page = visit("koordinator", language="en").open("/en/activities/")
    line = page.locator(".portal-info-inner > :visible")
    assert line.count() == 4
    middles = line.evaluate_all("all => all.map(e => e.getBoundingClientRect()).map(box => box.top + box.height / 2)")
    assert max(middles) - min(middles) < 4
    page.focus(".user-menu button")
    for key in ("Enter", "Tab", "Tab", "Tab", "Tab"):
        page.keyboard.press(key)
    expect(page.locator(".user-menu :focus")).to_have_text("Sign out")
    page.keyboard.press("Enter")
    expect(page.locator(".user-menu")).to_have_count(0)


def test_every_link_leads_somewhere(visit: Callable[..., Visitor]) -> None:
    visitor = visit("medarbejder")
    seen: set[str] = set()
    ahead = ["/", "/en/"]
    while ahead and len(seen) < 150:
        path = ahead.pop()
        if path in seen or path.startswith(("/admin", "/accounts", "/en/accounts", "/media", "/static", "//")):
            continue
        seen.add(path)
        # Read without drawing it, which takes a quarter of the time.
        response = visitor.context.request.get(visitor.address + path)
        assert response.ok, f"{path} answered {response.status}"
        found = [unescape(link) for link in re.findall(r'<a\b[^>]*?href="(/[^"#]*)', response.text())]
        # Sorting and paging lead to the same pages over and over.
        ahead += [link for link in found if link.count("=") < 2]
    assert len(seen) > 100


@pytest.mark.parametrize(
    ("account", "path"),
    [
        ("kommunikation", "/om-portalen/"),
        ("koordinator", "/handlingsplan/hjemloese/"),
        ("koordinator", "/international-strategi/"),
        ("koordinator", "/netvaerk/pompidougruppen/"),
        ("kommunikation", "/rapporter/boston-og-new-york/"),
    ],
)
def test_a_page_is_saved_in_the_editor(visit: Callable[..., Visitor], account: str, path: str) -> None:
    visitor = visit(account)
    page = visitor.open(path)
    edit = page.locator('a[href*="/edit/"]').first.get_attribute("href") or ""
    page.goto(visitor.address + edit)
    title = page.locator("#id_title")
    title.fill(f"{title.input_value()} (rettet)")
    page.locator("button.action-save").first.click()
    page.wait_for_selector(".messages .success")
    assert page.locator("#id_title").input_value().endswith("(rettet)")
    assert visitor.complaints == []
