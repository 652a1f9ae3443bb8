"""Reading a report: what folds, what is copied, and writing below it, with and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.project import DEMO_PASSWORD
from tests.browser.conftest import Visitor
from tests.browser.test_pages import violations

pytestmark = pytest.mark.browser
REPORT = "/rapporter/boston-og-new-york/"


def found_by_axe(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe objects to once the page a form led to has been read whole."""
    page.wait_for_load_state()
    return violations(page)


def test_facts_are_folded_on_a_phone_only(visit: Callable[..., Visitor]) -> None:
    facts = visit("medarbejder", "narrow").open(REPORT).locator(".report__facts .facts")
    expect(facts).to_be_hidden()
    facts.page.get_by_text("Fakta", exact=True).click()
    expect(facts).to_be_visible()
    expect(visit("medarbejder").open(REPORT).locator(".report__facts .facts")).to_be_visible()


def test_a_phone_prints_the_facts(visit: Callable[..., Visitor]) -> None:
    page = visit("medarbejder", "narrow").open(REPORT)
    page.emulate_media(media="print")
    expect(page.locator(".report__facts .facts")).to_be_visible()
    expect(page.locator(".comments__form")).to_be_hidden()


def test_a_citation_is_copied(visit: Callable[..., Visitor]) -> None:
    page = visit("medarbejder").open(REPORT)
    page.get_by_text("Henvis til rapporten").click()
    field = page.locator("#citation-da")
    assert "Rejserapport i Udsyn" in field.input_value()
    page.locator("[data-copies=citation-da]").click()
    expect(page.locator("[data-copies=citation-da] + [role=status]")).to_have_text("Kopieret")


def test_comments_are_written_changed_and_deleted_by_keyboard(visit: Callable[..., Visitor]) -> None:
    visitor = visit("medarbejder", "narrow")
    page = visitor.open(REPORT)
    page.locator("#id_text").focus()
    page.keyboard.type("Hvad kostede turen? Se https://example.dk/pris")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    written = page.locator(".comment", has_text="Hvad kostede turen?")
    expect(written).to_be_visible()
    assert found_by_axe(page) == []
    written.get_by_role("link", name="Ret").press("Enter")
    page.locator("#id_text").fill("Hvad kostede turen i alt?")
    assert found_by_axe(page) == []
    page.locator("#id_text").press("Tab")
    page.keyboard.press("Enter")
    changed = page.locator(".comment", has_text="i alt?")
    expect(changed).to_contain_text("(rettet)")
    # A key pressed before the page has loaded goes astray.
    page.wait_for_load_state()
    changed.get_by_role("link", name="Slet").press("Enter")
    expect(page.locator("blockquote")).to_contain_text("i alt?")
    assert found_by_axe(page) == []
    page.locator("main").get_by_role("button", name="Slet").press("Enter")
    expect(page.locator("#comments")).to_be_visible()
    expect(page.locator(".comment", has_text="i alt?")).to_have_count(0)


def test_without_javascript(browser: Browser, demo: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900}, locale="da")
    page = context.new_page()
    page.goto(f"{demo}/accounts/login/?next={REPORT}")
    page.fill("input[name=login]", "laeser")
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.press("input[name=password]", "Enter")
    expect(page.locator(".report__facts .facts")).to_be_visible()
    page.get_by_text("Henvis til rapporten").click()
    expect(page.locator("#citation-da")).to_be_visible()
    expect(page.locator("[data-copies=citation-da]")).to_be_hidden()
    page.fill("#id_text", "Uden JavaScript")
    page.get_by_role("button", name="Send kommentaren").click()
    expect(page.locator(".comment", has_text="Uden JavaScript")).to_be_visible()
    context.close()
