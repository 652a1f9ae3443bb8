"""The scripts of the editing forms in Chromium, on forms as Django writes them."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from focusareas.forms import ActivityOfGoal
from portal.panels import ManyChoices
from scripts.project import ROOT

pytestmark = pytest.mark.browser

# How Wagtail names a field that has a panel of its own, and one that shares it.
ALONE = '<div class="w-panel"><h2 id="heading" data-panel-heading>Steder</h2>'
SHARED = """<div class="w-panel"><h2 id="heading" data-panel-heading>Hører til</h2>
<div class="w-panel__wrapper"><h3 class="w-field__label">Andet</h3></div>
<div class="w-panel__wrapper"><h3 class="w-field__label">Steder</h3>"""


def show(page: Page, form: str, script: str) -> None:
    """Show a form together with its script."""
    code = (Path(ROOT) / "static/js" / script).read_text()
    page.set_content(f"<!doctype html><title>x</title><form>{form}</form><script>{code}</script>")


def options(choices: list[Any]) -> str:
    return "".join(f'<option value="{value}">{label}</option>' for value, label in choices)


def test_a_chosen_activity_stays_where_a_goal_has_two_spaces_or_a_namesake(page: Page) -> None:
    labels = {"7": "1.1 Et  mål", "8": "2.1 Mål", "9": "2.1 Mål"}
    groups = [(label, [(f"1{pk}", f"Aktivitet {pk}")]) for pk, label in labels.items()]
    activity = ActivityOfGoal({"data-goals": " ".join(labels)}, choices=[("", "-"), *groups])
    goal = f'<select id="id_goal">{options([("", "-"), *labels.items()])}</select>'
    show(page, goal + activity.render("activity", "17", {"id": "id_activity"}), "activity-of-goal.js")
    page.select_option("#id_goal", "7")
    assert page.input_value("#id_activity") == "17"
    page.select_option("#id_goal", "9")
    assert page.input_value("#id_activity") == ""
    enabled = page.locator("#id_activity optgroup:enabled option")
    assert enabled.all_text_contents() == ["Aktivitet 9"]


@pytest.mark.parametrize("heading", [ALONE, SHARED])
def test_a_list_to_tick_is_named_and_says_how_many_it_found(page: Page, heading: str) -> None:
    widget = ManyChoices(choices=[(number, f"Sted {number}") for number in range(1, 13)])
    show(page, heading + str(widget.render("places", [7], {"id": "id_places"})), "choices.js")
    expect(page.get_by_role("group", name="Steder")).to_be_visible()
    search = page.get_by_role("searchbox", name="Steder")
    status = page.get_by_role("status")
    assert status.inner_text() == ""
    search.fill("sted 1")
    assert status.inner_text().endswith(" 4")
    search.fill("findes ikke")
    assert status.inner_text() == widget_text(page, "none")
    assert page.locator(".choices__choice:visible").count() == 1


def widget_text(page: Page, name: str) -> str:
    return page.get_by_role("status").get_attribute(f"data-{name}") or ""


def test_a_list_to_tick_is_walked_with_the_arrow_keys(page: Page) -> None:
    widget = ManyChoices(choices=[(number, f"Sted {number}") for number in range(1, 13)])
    show(page, ALONE + str(widget.render("places", [], {"id": "id_places"})), "choices.js")
    search = page.get_by_role("searchbox")
    search.fill("sted 1")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Space"):
        page.keyboard.press(key)
    assert page.locator("input:checked").evaluate_all("all => all.map(one => one.value)") == ["10"]
    page.keyboard.press("Escape")
    expect(search).to_be_focused()
    assert search.input_value() == ""
    assert page.locator(".choices__choice:visible").count() == 12


def test_the_translation_editor_speaks_danish(page: Page) -> None:
    words = {"More actions": "Flere handlinger", "%(source)s to %(target)s translation": "%(source)s → %(target)s"}
    code = (Path(ROOT) / "static/js/translation-words.js").read_text()
    page.set_content(
        f"""<!doctype html><html lang="da"><title>x</title><div class="js-translation-editor"></div>
        <script>const texts = {json.dumps(words)}; window.gettext = (text) => texts[text] ?? text;</script>
        <script>{code}</script>"""
    )
    page.evaluate(
        """() => { document.querySelector(".js-translation-editor").innerHTML =
        "<h2>Dansk to Engelsk translation</h2><p>More actions</p><p>Oversat manuelt 07 May 2026</p>"; }"""
    )
    expect(page.locator("h2")).to_have_text("Dansk → Engelsk")
    expect(page.locator("p")).to_have_text(["Flere handlinger", "Oversat manuelt 7. maj 2026"])
