"""Check that no source file is longer than a person reads in one go."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from scripts.console import Failure, main, say
from scripts.project import ROOT

LONGEST = 400
CHECKED = {".py", ".html", ".css", ".js", ".md", ".toml", ".txt", ".sh", ""}
# Migrations are written by Django, locks by their tools, and the demo's content is prose.
EXEMPT_FOLDERS = {"migrations", "demo", "locale"}
EXEMPT_PREFIXES = ("requirements", "package-lock")


def source_files(root: Path = ROOT) -> Iterator[Path]:
    """Yield the files git knows or would take, except those exempt."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        path = root / name
        exempt = EXEMPT_FOLDERS & set(Path(name).parts) or path.name.startswith(EXEMPT_PREFIXES)
        if path.suffix in CHECKED and not exempt and path.is_file():
            yield path


def too_long(root: Path = ROOT) -> list[str]:
    """Return the files over the limit, a line each."""
    lengths = ((path, len(path.read_bytes().splitlines())) for path in source_files(root))
    return [f"{path.relative_to(root)}: {length} lines" for path, length in lengths if length > LONGEST]


def files() -> None:
    """Check the project.

    Raises:
        Failure: a file is too long.
    """
    if found := too_long():
        raise Failure(f"files over {LONGEST} lines\n    " + "\n    ".join(found))
    say(f"no file over {LONGEST} lines")


if __name__ == "__main__":
    main(files)
