"""Write the lock files (`make lock`), and check that they are in step and name no package index."""

import argparse
import hashlib
import json
import os
import re
import shutil
import tempfile
import tomllib
from pathlib import Path

from scripts.console import Failure, main, run_quietly, say, step
from scripts.install import (
    DEVELOPMENT_LOCK,
    NODE_LOCK,
    RUNTIME_LOCK,
    find_npm,
    install_front_end,
    make_environment,
)
from scripts.project import CACHE, ROOT

UV = "uv>=0.9,<1"
PROJECT = ROOT / "pyproject.toml"
OLDEST_PYTHON = "3.11.5"
NPM_LOCK = ROOT / "package-lock.json"
LOCKS = (RUNTIME_LOCK, DEVELOPMENT_LOCK, NODE_LOCK, NPM_LOCK)
ADDRESS = re.compile(r"\w+://|--index-url|--extra-index-url|--find-links|--trusted-host|\"resolved\"")
PIN = re.compile(r"^([a-z0-9.\-]+)==(\S+)", re.MULTILINE)


def declared() -> str:
    """Return a short checksum over the dependencies pyproject.toml declares."""
    project = tomllib.loads(PROJECT.read_text())
    parts = [project["project"]["dependencies"], project["dependency-groups"], project["project"]["requires-python"]]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def header() -> str:
    """Return the first line of a lock file, which says what it was made from."""
    return f"# Made by `make lock` from pyproject.toml, dependencies {declared()}.\n"


def pins(text: str) -> dict[str, str]:
    """Return the versions a lock file names, by package."""
    return dict(PIN.findall(text))


def compile_lock(uv: Path, arguments: list[str], lock: Path, environment: dict[str, str], upgrade: bool) -> None:
    """Resolve one lock for every platform, keeping the versions it already names unless told to upgrade."""
    with tempfile.TemporaryDirectory() as folder:
        resolved = Path(folder) / lock.name
        if lock.exists() and not upgrade:
            shutil.copy(lock, resolved)
        command: list[str | Path] = [uv, "pip", "compile", *arguments, "--universal", "--python-version", OLDEST_PYTHON]
        options = ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"]
        run_quietly(
            [*command, *options, "--no-config", "--output-file", resolved],
            f"{lock.name} could not be resolved.",
            environment,
        )
        lock.write_text(header() + resolved.read_text())


def write(upgrade: bool) -> None:
    """Resolve every lock anew from what pyproject.toml and package.json declare."""
    folder = CACHE / "lock"
    # A machine's own pip and uv settings must not find their way into the locks.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    with step(f"The resolver ({UV})"):
        make_environment(folder)
        run_quietly([folder / "bin" / "python", "-m", "pip", "install", "-qq", UV], "uv could not be installed.")
    uv = folder / "bin" / "uv"
    with step(RUNTIME_LOCK.name):
        compile_lock(uv, ["pyproject.toml"], RUNTIME_LOCK, environment, upgrade)
    with step(DEVELOPMENT_LOCK.name):
        arguments = ["pyproject.toml", "--group", "dev", "--constraint", RUNTIME_LOCK.name]
        compile_lock(uv, arguments, DEVELOPMENT_LOCK, environment, upgrade)
    with step(NODE_LOCK.name):
        compile_lock(uv, ["--group", "pyproject.toml:node"], NODE_LOCK, environment, upgrade)
    with step(NPM_LOCK.name):
        npm, npm_environment = find_npm()
        run_quietly([npm, "install", "--package-lock-only"], "package-lock.json could not be made.", npm_environment)
    install_front_end()


def problems_in(lock: Path, text: str) -> list[str]:
    """Return what is wrong with one lock file, a line each."""
    found = [
        f"{lock.name}:{number}: names an address"
        for number, line in enumerate(text.splitlines(), 1)
        if ADDRESS.search(line)
    ]
    if lock.suffix != ".txt":
        return found
    if not text.startswith(header()):
        found.append(f"{lock.name}: not made from today's pyproject.toml; run make lock")
    if len(pins(text)) > text.count("--hash=sha256:"):
        found.append(f"{lock.name}: a package without a hash")
    return found


def check() -> None:
    """Check the locks.

    Raises:
        Failure: a lock is stale, names a host, lacks a hash, or the locks disagree.
    """
    texts = {lock: lock.read_text() for lock in LOCKS}
    found = [problem for lock, text in texts.items() for problem in problems_in(lock, text)]
    development = pins(texts[DEVELOPMENT_LOCK])
    for package, version in pins(texts[RUNTIME_LOCK]).items():
        if development.get(package) != version:
            found.append(f"{DEVELOPMENT_LOCK.name}: {package} is not the {version} of {RUNTIME_LOCK.name}")
    declared_packages = json.loads((ROOT / "package.json").read_text())["dependencies"]
    if json.loads(texts[NPM_LOCK])["packages"][""].get("dependencies") != declared_packages:
        found.append(f"{NPM_LOCK.name}: not made from today's package.json; run make lock")
    if found:
        raise Failure("the lock files are not in order\n    " + "\n    ".join(found))
    say(f"{len(LOCKS)} lock files in step, with hashes, naming no host")


def locks() -> None:
    """Write or check, as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["write", "check"])
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions allowed")
    arguments = parser.parse_args()
    if arguments.action == "write":
        write(arguments.upgrade)
    check()


if __name__ == "__main__":
    main(locks)
