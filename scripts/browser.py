"""Find a Chromium for the browser tests and the screenshots, or install one.

The system's own comes first, then the distribution's package where this process may install it, then the build
that Playwright downloads.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from scripts.console import Failure, is_root, main, run_quietly, say, step

VARIABLE = "BROWSER_EXECUTABLE"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# A distribution's tool, and how it is told to install without a question.
PACKAGES: dict[str, list[list[str]]] = {
    "apt-get": [["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]],
    "dnf": [["dnf", "install", "--assumeyes", "chromium"]],
    "apk": [["apk", "add", "chromium"]],
    "zypper": [["zypper", "--non-interactive", "install", "chromium"]],
}
PLAIN_ANSWER = (
    "no Chromium was found and none could be installed. Install Chromium or Chrome, or set "
    f"{VARIABLE} to the browser's path; `make test-fast` runs the tests that need none."
)


def works(executable: str | Path) -> bool:
    """Say whether the browser starts; a distribution's stand-in for another package does not."""
    try:
        answer = subprocess.run([str(executable), "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def downloaded() -> Path:
    """Return where Playwright keeps the build it downloads, whether or not it is there."""
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def find() -> str | None:
    """Return the browser to use.

    Raises:
        Failure: the one the environment names does not start.
    """
    if named := os.environ.get(VARIABLE):
        if not works(named):
            raise Failure(f"{VARIABLE} names {named}, which does not start.")
        return named
    candidates = [shutil.which(name) for name in NAMES]
    for candidate in [*candidates, str(MAC)]:
        if candidate and Path(candidate).exists() and works(candidate):
            return candidate
    own = downloaded()
    return str(own) if own.exists() and works(own) else None


def install_package() -> bool:
    """Install the distribution's Chromium where that is allowed, and say whether it went well."""
    tool = next((name for name in PACKAGES if shutil.which(name)), None)
    if not tool or not is_root():
        return False
    with step(f"Chromium is missing here: installing it with {tool}"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        try:
            for command in PACKAGES[tool]:
                run_quietly(command, f"{tool} has no Chromium", environment)
        except Failure as failure:
            say(f"    {failure}")
            return False
    return True


def ensure() -> str:
    """Return a browser that starts, installing one if need be.

    Raises:
        Failure: there is none, and none could be installed.
    """
    if found := find():
        return found
    if install_package() and (found := find()):
        return found
    with step("Downloading the Chromium that Playwright offers"):
        run_quietly([sys.executable, "-m", "playwright", "install", "chromium"], PLAIN_ANSWER)
    if found := find():
        return found
    raise Failure(PLAIN_ANSWER)


def launch_options(executable: str | None = None) -> dict[str, Any]:
    """Return how Playwright starts the browser: root has no sandbox, and nothing calls home.

    Raises:
        Failure: there is no browser; `make browser` installs one.
    """
    found = executable or find()
    if not found:
        raise Failure(f"{PLAIN_ANSWER} `make browser` looks for one.")
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
    return {"executable_path": found, "args": [*quiet, *(["--no-sandbox"] if is_root() else [])]}


def browser() -> None:
    """Make sure there is a browser, and print its path."""
    say(ensure())


if __name__ == "__main__":
    main(browser)
