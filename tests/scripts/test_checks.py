"""`make test` goes on after a failure, sums up, and ends with an error."""

from threading import Barrier

import pytest

from scripts import checks
from scripts.checks import Check, Result
from scripts.console import Failure


def test_the_summary_names_what_failed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Failure, match="types"):
        checks.report([Result("types", False, 1.0), Result("layout", True, 0.2)], 1.2)
    assert "1 steps passed, 1 failed" in capsys.readouterr().out


def test_a_missing_tool_fails_its_part_only() -> None:
    def lacks(address: str) -> list[Result]:
        raise Failure("no Chromium")

    assert [result.passed for result in checks.run_part("browser", lacks, "")] == [False]


def test_the_databases_made_are_those_the_parts_need() -> None:
    made = {part: len(checks.database_checks([part], "postgres://")) for part in checks.PARTS}
    assert made == {"lint": 0, "sqlite": 1, "postgres": 1, "browser": 1}
    assert len(checks.database_checks(checks.PARTS, "postgres://")) == 2


def test_the_browsers_tests_run_beside_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    both = Barrier(2)

    def meet(address: str) -> list[Result]:
        both.wait(timeout=10)
        return [Result(address, True, 0.1)]

    monkeypatch.setattr(checks, "SUITES", {"sqlite": meet, "browser": meet})
    assert len(checks.run_suites(["sqlite", "browser"], "postgres://")) == 2


def test_a_check_keeps_its_output_and_its_exit_code() -> None:
    result = checks.run_quiet(Check("says", checks.python("-c", "print('hello'); raise SystemExit(3)")))
    assert (result.passed, result.output) == (False, "hello\n")


def test_long_output_is_cut() -> None:
    text = checks.excerpt("line\n" * 200)
    assert len(text.splitlines()) == checks.LINES_SHOWN + 1
    assert "120 lines more" in text


def test_every_step_has_its_own_title() -> None:
    titles = [check.title for check in checks.quality_checks()]
    assert len(titles) == len(set(titles))
