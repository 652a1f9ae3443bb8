"""The browser is the system's where there is one, and a plain answer is given where there is none."""

from pathlib import Path

import pytest

from scripts import browser
from scripts.console import Failure


def executable(path: Path, code: int = 0) -> Path:
    """Write a program that ends with this exit code."""
    path.write_text(f"#!/bin/sh\nexit {code}\n")
    path.chmod(0o755)
    return path


def test_the_environment_names_the_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = executable(tmp_path / "mine")
    monkeypatch.setenv(browser.VARIABLE, str(named))
    assert browser.find() == str(named)


def test_a_named_browser_that_does_not_start_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(browser.VARIABLE, str(executable(tmp_path / "broken", code=1)))
    with pytest.raises(Failure, match=browser.VARIABLE):
        browser.find()


def test_a_stand_in_that_does_not_start_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "MAC", tmp_path / "no")
    monkeypatch.setattr(browser, "downloaded", lambda: tmp_path / "no")
    executable(tmp_path / "chromium", code=1)
    assert browser.find() is None
    good = executable(tmp_path / "google-chrome")
    assert browser.find() == str(good)


def test_nothing_to_be_had_ends_in_a_plain_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: list[str], failure: str) -> None:
        raise Failure(failure)

    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser, "install_package", lambda: False)
    monkeypatch.setattr(browser, "run_quietly", fail)
    with pytest.raises(Failure, match="Install Chromium or Chrome"):
        browser.ensure()


@pytest.mark.parametrize(("root", "sandboxed"), [(True, False), (False, True)])
def test_only_root_goes_without_the_sandbox(root: bool, sandboxed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "is_root", lambda: root)
    assert ("--no-sandbox" not in browser.launch_options("/usr/bin/chromium")["args"]) is sandboxed
