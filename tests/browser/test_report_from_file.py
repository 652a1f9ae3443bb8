"""A report begun from a Word file in Chromium: dropped, checked beside the file, published; without scripts, and to axe."""

import base64
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.conftest import Visitor
from tests.browser.test_pages import violations
from tests.browser.test_report_form import NEW, saved, send
from tests.focusareas.importing import styles
from tests.focusareas.importing.styles import Line

pytestmark = pytest.mark.browser

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT: list[Line] = [
    ("title", "Studietur til Amsterdam"),
    ("p", "12.-14. maj 2008"),
    ("h1", "Formål"),
    ("p", "At se beboerinddragelse, hvor beboerne ejer husene sammen."),
    ("h1", "Det lærte vi"),
    ("p", "Beboerne vælger selv naboerne. Beboerinddragelse begynder med nøglerne."),
    ("li", "Ingen flytter."),
    ("h1", "Program"),
    ("table", [["Dag", "Sted"], ["Mandag", "Rådhuset"]]),
    ("picture", "Et hus ved en kanal"),
]
# Lets go of a file over an element, as a mouse would.
DROP = """([selector, name, data, type]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name, { type }));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.querySelector(selector).dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  }
}"""


def drop(page: Page, data: bytes, name: str = "Amsterdam.docx") -> None:
    """Drop a file on the form at the top of a new report, and wait for the page that follows."""
    with page.expect_navigation():
        page.evaluate(DROP, ["#from-file", name, base64.b64encode(data).decode(), WORD])


@pytest.mark.parametrize(("language", "width"), [("da", "narrow"), ("en", "wide")])
def test_a_file_is_dropped_checked_and_published(visit: Callable[..., Visitor], language: str, width: str) -> None:
    visitor = visit("medarbejder", width, language)
    page = visitor.open(NEW[language])
    drop(page, styles.google(TEXT))
    expect(page.locator("#id_title")).to_have_value("Studietur til Amsterdam")
    expect(page.locator("#id_end_date")).to_have_value("2008-05-14")
    if width == "narrow":
        page.locator(".original summary").click()
    expect(page.locator(".original td", has_text="Rådhuset")).to_be_visible()
    expect(page.locator("[name=checked]")).to_have_count(10)
    page.fill("#id_title", "Studietur til Amsterdam i maj")
    expect(page.locator("#checked-title")).to_be_checked()
    saved(page, language)
    send(page, "publish")
    expect(page.locator("#report-errors")).to_be_visible()
    expect(page.locator("[name=checked]")).to_have_count(9)
    expect(page.locator("#checked-title")).to_have_count(0)
    # Looking at a page with axe makes the console complain.
    assert visitor.complaints == []
    assert violations(page) == []
    page.locator("label[for=checked-all]").click()
    send(page, "publish")
    expect(page.locator("h1")).to_have_text("Studietur til Amsterdam i maj")
    expect(page.locator("main td", has_text="Rådhuset")).to_be_visible()
    page = visitor.open(NEW[language])
    drop(page, b"no Word file")
    expect(page.locator("#id_file-error")).to_be_visible()
    assert violations(page) == []


def test_a_file_fills_the_form_without_scripts(visit: Callable[..., Visitor], browser: Browser) -> None:
    visitor = visit("medarbejder")
    context = browser.new_context(java_script_enabled=False, storage_state=visitor.context.storage_state())
    page = context.new_page()
    page.goto(visitor.address + NEW["da"])
    page.set_input_files("#id_file", FilePayload(name="Amsterdam.odt", mimeType="", buffer=styles.libre(TEXT)))
    page.locator("#from-file button").click()
    expect(page.locator("#id_title")).to_have_value("Studietur til Amsterdam")
    page.check("#checked-all", force=True)
    page.locator("button[value=publish]").click()
    expect(page.locator(".report__learning li")).to_have_text("Ingen flytter.")
    context.close()
