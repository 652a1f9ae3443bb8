"""Everything `make test` runs, as named steps with their times; subsets for everyday work."""

import argparse
import os
import subprocess
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import chain

from scripts.browser import VARIABLE, ensure
from scripts.console import Failure, main, say
from scripts.database import postgresql
from scripts.project import APPS, CACHE, PYTHON, ROOT, production_environment, suite_environment
from scripts.translations import compile_all

WORKERS = max(2, min(os.cpu_count() or 2, 6))
NO_TESTS = 5
LINES_SHOWN = 80


@dataclass(frozen=True)
class Check:
    """One program whose exit code says whether the project is in order."""

    title: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Result:
    """How a check went, and how long it took."""

    title: str
    passed: bool
    seconds: float
    output: str = ""

    def __str__(self) -> str:
        """Return one line of the summary."""
        return f"  {'passed' if self.passed else 'FAILED'}  {self.seconds:6.1f} s  {self.title}"


def python(*arguments: str) -> list[str]:
    """Return a command that runs in the project's own environment."""
    return [str(PYTHON), *arguments]


def tool(name: str, *arguments: str) -> list[str]:
    """Return a command of a program installed with the development lock."""
    return [str(PYTHON.parent / name), *arguments]


def quality_checks() -> list[Check]:
    """Return the checks that need no test run."""
    testing = suite_environment()
    return [
        Check("mypy: types", tool("mypy"), testing),
        Check("lock files: in step, hashed, naming no host", python("-m", "scripts.locks", "check")),
        Check("pip check: installed packages agree", python("-m", "pip", "check")),
        Check("ruff check: mistakes and habits", tool("ruff", "check")),
        Check("ruff format: layout", tool("ruff", "format", "--check")),
        Check("import-linter: imports run downward", tool("lint-imports", "--no-logo")),
        Check("djlint: templates", tool("djlint", "templates", *APPS, "--lint", "--quiet")),
        Check("files: none over 400 lines", python("-m", "scripts.files")),
        Check("translations: none stale, missing or fuzzy", python("-m", "scripts.translations", "check")),
        Check("migrations: none missing", python("manage.py", "makemigrations", "--check", "--dry-run"), testing),
        Check(
            "Django deploy check with production settings",
            python("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
            production_environment(),
        ),
    ]


def migration_lint(environment: Mapping[str, str]) -> Check:
    """Return the check that migrations can run while the portal serves; it reads the SQL of one database."""
    command = ["manage.py", "lintmigrations", "--no-cache", "--warnings-as-errors", "--quiet", "ok", "ignore"]
    # An app's first migrations fill an empty database, where no index can hold anyone up.
    command += ["--ignore-name-contains", "_initial", "--include-apps", *APPS]
    return Check("migrations: safe on PostgreSQL", python(*command), {**environment, "LOG_LEVEL": "WARNING"})


def suite(title: str, *arguments: str, environment: Mapping[str, str]) -> Check:
    """Return a run of the tests spread over the cores, file by file: a file's tests share what is slow to make."""
    # In the order collected, since tests that commit leave an empty database behind and so come last.
    spread = ["-n", str(WORKERS), "--dist", "loadfile", "--no-loadscope-reorder"]
    return Check(title, python("-m", "pytest", "-q", *spread, "--durations=5", *arguments), environment)


def run_quiet(check: Check) -> Result:
    """Run a check, keeping what it prints for when it fails."""
    started = time.monotonic()
    answer = subprocess.run(
        check.command,
        cwd=ROOT,
        env=check.environment or None,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    return Result(check.title, answer.returncode == 0, time.monotonic() - started, answer.stdout)


def run_shown(check: Check) -> Result:
    """Run a check with what it prints shown as it comes."""
    say(f"==> {check.title}")
    started = time.monotonic()
    code = subprocess.run(
        check.command, cwd=ROOT, env=check.environment or None, stdin=subprocess.DEVNULL, check=False
    ).returncode
    if code == NO_TESTS:
        say("    no test was found")
    return Result(check.title, code == 0, time.monotonic() - started)


def excerpt(output: str) -> str:
    """Return the beginning of what a check printed, set off from our own lines."""
    lines = output.strip().splitlines()
    more = [f"... and {len(lines) - LINES_SHOWN} lines more"] if len(lines) > LINES_SHOWN else []
    return "\n".join(f"    | {line}" for line in lines[:LINES_SHOWN] + more)


def database_checks(parts: Collection[str], address: str) -> list[Check]:
    """Return the making of the databases that the parts copy, so that it costs one core's time and not two's."""
    make = python("-m", "tests.databases")
    checks = []
    if "browser" in parts:
        checks.append(Check("a SQLite database with the demo", [*make, "demo"], suite_environment()))
    elif "sqlite" in parts:
        checks.append(Check("a migrated SQLite database", [*make, "migrated"], suite_environment()))
    if "postgres" in parts:
        checks.append(Check("a PostgreSQL database with the demo", [*make, "demo"], suite_environment(address)))
    return checks


def run_together(checks: Sequence[Check]) -> list[Result]:
    """Run checks side by side, each reported when it ends."""
    say(f"==> {len(checks)} checks and preparations, two at a time")
    results = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for future in as_completed([pool.submit(run_quiet, check) for check in checks]):
            result = future.result()
            results.append(result)
            say(str(result))
            if not result.passed:
                say(excerpt(result.output))
    return results


def run_beside(check: Check) -> Result:
    """Run a check with what it prints shown when it has ended, not to be mixed with another's."""
    result = run_quiet(check)
    say(f"==> {check.title}\n{result.output.rstrip()}")
    return result


def run_sqlite(address: str) -> list[Result]:
    """Run the tests that need neither browser nor PostgreSQL."""
    return [run_shown(suite("Tests on SQLite", "-m", "not browser", environment=suite_environment()))]


def run_postgresql(address: str) -> list[Result]:
    """Run the same tests on the PostgreSQL server at the address, and read the migrations as it would run them."""
    environment = suite_environment(address)
    tests = run_shown(suite("Tests on PostgreSQL", "-m", "not browser", environment=environment))
    lint = run_quiet(migration_lint(environment))
    say(str(lint) if lint.passed else f"{lint}\n{excerpt(lint.output)}")
    return [tests, lint]


def run_browser(address: str) -> list[Result]:
    """Run the tests that drive Chromium."""
    environment = suite_environment() | {VARIABLE: ensure()}
    title = "Browser tests, with axe"
    return [run_beside(suite(title, "--dist", "worksteal", "-m", "browser", environment=environment))]


SUITES: dict[str, Callable[[str], list[Result]]] = {
    "sqlite": run_sqlite,
    "postgres": run_postgresql,
    "browser": run_browser,
}
PARTS = ("lint", *SUITES)


def report(results: Sequence[Result], seconds: float) -> None:
    """Print how it went.

    Raises:
        Failure: a check did not pass.
    """
    say("\nSummary")
    for result in results:
        say(str(result))
    failed = [result.title for result in results if not result.passed]
    say(f"{len(results) - len(failed)} steps passed, {len(failed)} failed, in {seconds:.0f} s")
    if failed:
        raise Failure("not in order: " + "; ".join(failed))


def checks() -> None:
    """Run the parts named on the command line, all of them by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help="all by default")
    parts = parser.parse_args().parts or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    CACHE.mkdir(exist_ok=True)
    started = time.monotonic()
    compile_all()
    with postgresql() if "postgres" in parts else nullcontext("") as address:
        results = run_together(database_checks(parts, address) + (quality_checks() if "lint" in parts else []))
        results += run_suites([name for name in SUITES if name in parts], address)
    report(results, time.monotonic() - started)


def run_suites(names: Sequence[str], address: str) -> list[Result]:
    """Run suites of tests, the browser's beside the others: each waits for a server or a browser at times."""
    if "browser" in names:
        say("==> Browser tests begin; what they say comes at their end")
    with ThreadPoolExecutor(max_workers=1) as pool:
        beside = [pool.submit(run_part, name, SUITES[name], address) for name in names if name == "browser"]
        others = [run_part(name, SUITES[name], address) for name in names if name != "browser"]
        return list(chain(*others, *(future.result() for future in beside)))


def run_part(name: str, run: Callable[[str], list[Result]], address: str) -> list[Result]:
    """Run one part; what it lacks counts as a failure, and the others still run."""
    started = time.monotonic()
    try:
        return run(address)
    except Failure as failure:
        say(f"    {failure}")
        return [Result(f"{name}: {failure}", False, time.monotonic() - started)]


if __name__ == "__main__":
    main(checks)
