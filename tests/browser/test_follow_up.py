"""After the journey, in Chromium: rows to try in the form, the answer through a letter's link, the coordinator's list."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.test_pages import check, violations

pytestmark = pytest.mark.browser

PRACTICE = "/fra-laering-til-praksis/"
MISSING = "/manglende-rapporter/"


def test_somebody_answers_at_the_address_of_a_letter(visit: Callable[..., Visitor]) -> None:
    page = visit("koordinator").open(f"{PRACTICE}?state=open")
    path = page.locator("a.function-link", has_text="Svar").first.get_attribute("href") or ""
    anybody = visit(None, "narrow")
    shown = anybody.open(path)
    expect(shown.locator("h1")).to_have_text("Hvad er der kommet ud af det?")
    shown.locator("label", has_text="Tilpasset").click()
    shown.fill("#id_note", "Vi gør det i mindre grupper.")
    shown.get_by_role("button", name="Send svaret").click()
    expect(shown.locator(".alert")).to_contain_text("Dit svar er gemt")
    expect(shown.get_by_label("Tilpasset")).to_be_checked()
    expect(shown.locator("#id_note")).to_have_value("Vi gør det i mindre grupper.")
    assert anybody.complaints == []
    assert violations(shown) == []
    page.goto(f"{anybody.address}{PRACTICE}?state=adapted")
    expect(page.locator("main")).to_contain_text("Vi gør det i mindre grupper.")


def test_the_coordinator_takes_an_activity_off_the_list(visit: Callable[..., Visitor]) -> None:
    visitor = visit("koordinator")
    page = visitor.open(MISSING)
    row = page.locator("tbody tr").first
    code = row.locator(".code").inner_text()
    row.get_by_role("link", name="Rapport er ikke nødvendig").click()
    expect(page.locator("h1")).to_have_text("Rapport er ikke nødvendig")
    path = urlsplit(page.url).path
    check(visitor, [MISSING, path])
    visitor.open(path)
    page.fill("#id_no_report_because", "Vi var kun tilhørere.")
    page.get_by_role("button", name="Tag den af listen").click()
    expect(page.locator(".alert")).to_contain_text("taget af listen")
    expect(page.locator(".code", has_text=code)).to_have_count(0)
    visitor.open(f"{MISSING}?shown=excused")
    expect(page.locator("tr", has_text="Vi var kun tilhørere.")).to_contain_text(code)
    assert visitor.complaints == []


def test_rows_are_added_and_taken_away_in_the_form(visit: Callable[..., Visitor]) -> None:
    visitor = visit("medarbejder", "narrow")
    page = visitor.open("/mine-rapporter/ny/")
    page.locator("details", has=page.locator("#id_trials-0-text")).locator("summary").click()
    page.fill("#id_title", "Med ting at prøve")
    page.fill("#id_trials-0-text", "Aften")
    page.get_by_role("button", name="Tilføj en ting mere at prøve").click()
    expect(page.locator("#id_trials-1-text")).to_be_focused()
    page.keyboard.type("Nat")
    page.locator("[data-rows-remove]").first.click()
    expect(page.locator("#id_trials-0-text")).to_be_hidden()
    page.get_by_role("button", name="Gem").click()
    page.wait_for_url("**/mine-rapporter/*/")
    expect(page.locator("#id_trials-0-text")).to_have_value("Nat")
    expect(page.locator("#id_trials-1-text")).to_have_value("")
    assert visitor.complaints == []
    assert violations(page) == []
