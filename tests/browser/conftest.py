"""The demo served as `make run` serves it, and Chromium to look at it with."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from scripts.browser import ensure, launch_options
from scripts.console import Failure
from scripts.project import DEMO_PASSWORD, ROOT
from scripts.screenshots import free_port
from scripts.serve import wait_until_ready
from tests.databases import demo_data, demo_environment

WIDTHS = {"wide": 1280, "narrow": 390}
# Other suites run beside these on the same cores.
PATIENCE = 60_000

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demo and return its address."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(demo_data(), folder)
    port = free_port()
    command = [sys.executable, "-m", "scripts.serve", "--no-reload"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env=demo_environment(folder, port), stdout=log, stderr=log, start_new_session=True
        )
    try:
        try:
            wait_until_ready(server, port)
        except Failure as failure:
            pytest.fail(f"{failure}\n{(folder / 'log').read_text()}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the Chromium that is installed here."""
    return launch_options(ensure())


@dataclass
class Visitor:
    """Somebody with a browser window; what its console complains about is kept."""

    context: BrowserContext
    page: Page
    address: str
    width: str
    complaints: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the console says when it is an error."""
        if message.type == "error":
            self.complaints.append(message.text)

    def open(self, path: str) -> Page:
        """Go to an address of the portal and return the page."""
        response = self.page.goto(self.address + path, wait_until="load")
        assert response is not None
        assert response.ok, f"{path} answered {response.status}"
        return self.page


@pytest.fixture
def visit(browser: Browser, demo: str) -> Iterator[Callable[..., Visitor]]:
    """Return a function that opens a window of a width, signed in with a demo account or as nobody."""
    contexts = []

    def open_window(account: str | None = None, width: str = "wide", language: str = "da") -> Visitor:
        context = browser.new_context(
            viewport={"width": WIDTHS[width], "height": 900}, reduced_motion="reduce", locale=language
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        visitor = Visitor(context, page, demo, width)
        page.on("console", visitor.hear)
        page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        if account:
            prefix = "" if language == "da" else f"/{language}"
            page.goto(f"{demo}{prefix}/accounts/login/")
            page.fill("input[name=login]", account)
            page.fill("input[name=password]", DEMO_PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url(lambda url: "/accounts/login" not in url)
        return visitor

    yield open_window
    for context in contexts:
        context.close()
