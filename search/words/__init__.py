"""Lists of words that ship with the portal: stop words, a base vocabulary, the glossary the coordinator starts with."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a list such as "danish"; lines beginning with # are remarks.

    Raises:
        FileNotFoundError: there is no such list.
    """
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def glossary_groups() -> tuple[tuple[str, ...], ...]:
    """Return the expressions that mean the same, a group each, as they are in glossary.yaml."""
    groups: list[Any] = yaml.safe_load((FOLDER / "glossary.yaml").read_text(encoding="utf-8"))
    return tuple(tuple(str(expression) for expression in group) for group in groups)
