"""Telling the person at the keyboard what is going on."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from scripts.project import CACHE, ROOT

HEARTBEAT_SECONDS = 15
LINES_SHOWN = 40


class Failure(Exception):
    """Something a person has to put right; the text says what, in one plain message."""


def say(text: str) -> None:
    """Print a line at once, also where the output is a file or a pipe."""
    print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step, and say how long it took."""
    say(f"==> {title}")
    started = time.monotonic()
    yield
    say(f"    done in {time.monotonic() - started:.1f} s")


def run(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> int:
    """Run a program in the project's folder with its output shown, and return its exit code."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=env, check=False).returncode


def run_quietly(command: Sequence[str | Path], failure: str, env: Mapping[str, str] | None = None) -> None:
    """Run a program that takes a while, its output in a log, with a sign of life now and then.

    Raises:
        Failure: the program failed; the end of its output has been printed.
    """
    CACHE.mkdir(exist_ok=True)
    log = CACHE / f"last-{Path(command[0]).name}.log"
    started = time.monotonic()
    with log.open("w") as output:
        process = subprocess.Popen(
            [str(part) for part in command], cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            while process.poll() is None:
                try:
                    process.wait(HEARTBEAT_SECONDS)
                except subprocess.TimeoutExpired:
                    say(f"    still at it, {time.monotonic() - started:.0f} s")
        except BaseException:
            process.terminate()
            raise
    if process.returncode:
        lines = log.read_text(errors="replace").splitlines()
        say("\n".join(f"    | {line}" for line in lines[-LINES_SHOWN:]))
        raise Failure(failure)


def is_root() -> bool:
    """Say whether this process may install system packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def main(function: Callable[[], int | None]) -> None:
    """Run a command, ending with one plain line where a person has to act."""
    try:
        sys.exit(function())
    except Failure as failure:
        say(f"\nStopped: {failure}")
        sys.exit(1)
    except KeyboardInterrupt:
        say("\nStopped.")
        sys.exit(130)
