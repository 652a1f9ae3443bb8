"""Take pictures of ten of the demo's pages: Danish and English, wide and narrow, as a member of staff sees them.

All of them go to docs/screenshots/all (not kept in git); the few that the README shows go to docs/screenshots.
"""

import argparse
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils import translation
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.browser import ensure, launch_options
from scripts.console import Failure, main, say, step
from scripts.project import DEMO_PASSWORD, ROOT
from scripts.serve import prepare, running

FOLDER = ROOT / "docs" / "screenshots"
ACCOUNT = "medarbejder"
LANGUAGES = ("da", "en")
SIZES = {"wide": (1280, 900), "narrow": (390, 844)}
COLOURS = 128


@dataclass(frozen=True)
class Subject:
    """A page to picture: the first page of a model, or a view of this name."""

    name: str
    model: str = ""
    view: str = ""


SUBJECTS = (
    Subject("front-page", model="home.HomePage"),
    Subject("strategy", model="focusareas.StrategyPage"),
    Subject("plan", model="focusareas.ActionPlanPage"),
    Subject("focus-area", model="focusareas.FocusAreaPage"),
    Subject("activities", view="activities"),
    Subject("reports", model="focusareas.ReportIndexPage"),
    Subject("trip-report", model="focusareas.TripReportPage"),
    Subject("directory", model="networks.NetworkIndexPage"),
    Subject("network", model="networks.NetworkPage"),
    Subject("coordination", view="coordination"),
)
# What the README shows: the subject, its language and its size.
SHOWN = {
    ("front-page", "da", "wide"),
    ("plan", "da", "wide"),
    ("focus-area", "en", "wide"),
    ("focus-area", "da", "narrow"),
}


def page_address(model: str, language: str) -> str:
    """Return the address of the first page of a model that exists in both languages.

    Raises:
        Failure: the demo has none.
    """
    pages: Any = apps.get_model(model)
    danish = list(pages.objects.live().filter(locale__language_code="da").order_by("path"))
    for page in danish:
        translated = pages.objects.live().filter(
            translation_key=page.translation_key, locale__language_code="en", alias_of=None
        )
        if english := translated.first():
            return str((page if language == "da" else english).url)
    if danish:
        return str(danish[0].url)
    raise Failure(f"the demo has no page of the kind {model}.")


def addresses() -> Iterator[tuple[Subject, str, str]]:
    """Yield every subject with its language and its address there."""
    for language in LANGUAGES:
        with translation.override(language):
            for subject in SUBJECTS:
                address = reverse(subject.view) if subject.view else page_address(subject.model, language)
                yield subject, language, address


def sign_in(page: Page, base: str) -> None:
    """Sign in as a member of staff, through the form.

    Raises:
        Failure: the sign-in page did not let the account in.
    """
    page.goto(f"{base}/accounts/login/")
    page.fill("input[name=login]", ACCOUNT)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")
    if "/accounts/login" in page.url:
        raise Failure(f"the demo account {ACCOUNT} could not sign in.")


def save(picture: bytes, path: Path) -> None:
    """Save a picture with few colours, which a page of text does not miss."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS).save(path, optimize=True)


def picture(browser: Browser, base: str, wanted: list[tuple[Subject, str, str]]) -> list[str]:
    """Take every picture, and return what was wrong with the pages."""
    problems = []
    for size, (width, height) in SIZES.items():
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        page = context.new_page()
        sign_in(page, base)
        for subject, language, address in wanted:
            answer = page.goto(base + address, wait_until="networkidle")
            if answer is None or not answer.ok:
                problems.append(f"{address}: answered {answer.status if answer else 'nothing'}")
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                problems.append(f"{address}: wider than the window at {width} pixels")
            name = f"{subject.name}-{language}-{size}"
            save(page.screenshot(full_page=True), FOLDER / "all" / f"{name}.png")
            if (subject.name, language, size) in SHOWN:
                save(page.screenshot(), FOLDER / f"{name}.png")
        context.close()
    return problems


def free_port() -> int:
    """Return a port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def screenshots() -> None:
    """Serve the demo, take the pictures, and say where they are.

    Raises:
        Failure: a page did not answer, or did not fit its window.
    """
    argparse.ArgumentParser(description=__doc__).parse_args()
    executable = ensure()
    port = free_port()
    prepare(port)
    wanted = list(addresses())
    with step(f"{len(wanted) * len(SIZES)} pictures"), running(port, quiet=True), sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options(executable))
        problems = picture(browser, f"http://127.0.0.1:{port}", wanted)
        browser.close()
    say(f"The pictures are in {FOLDER.relative_to(ROOT)}/all, those of the README in {FOLDER.relative_to(ROOT)}")
    if problems:
        raise Failure("some pages are not as they should be\n    " + "\n    ".join(problems))


if __name__ == "__main__":
    main(screenshots)
