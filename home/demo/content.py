"""Reading the content files, and turning their texts into what the models hold."""

import json
import re
import uuid
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
BLOCK_IDS = uuid.UUID("6b1f0f4e-5c0e-4d57-9a39-2f9f2f1f8a52")
BLOCK_TAG = re.compile(r"\s*(</?(?:p|h[2-4]|ul|ol|li)>)\s*")
HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
Text = dict[str, str]


@cache
def read(name: str) -> Any:
    """Return the content of a file of this folder; callers share it and change nothing in it."""
    # The C loader reads the files in a second, the other in ten.
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


def read_folder(name: str) -> list[Any]:
    """Return the content of the files of a folder, in the order of their names."""
    return [read(f"{name}/{path.name}") for path in sorted((FOLDER / name).glob("*.yaml"))]


def columns(name: str, text: Text | None) -> dict[str, str]:
    """Return the values of a bilingual text's columns."""
    text = text or {}
    return {f"{name}_da": text.get("da", ""), f"{name}_en": text.get("en", "")}


def in_language(text: Text | None, language: str) -> str:
    """Return a text in a language, or nothing."""
    return (text or {}).get(language, "")


def day(value: Any) -> date | None:
    """Return a date that the file gives as a date or as text."""
    if value is None or isinstance(value, date):
        return value
    return date.fromisoformat(value)


def tidy(html: str) -> str:
    """Return rich text without the line breaks and spaces that only the file needs."""
    return BLOCK_TAG.sub(r"\1", html).strip()


def rich(text: Text | None, language: str) -> str:
    """Return rich text for a field of its own, where the page's title is the only heading above it."""
    return tidy(in_language(text, language)).replace("<h2>", "<h3>").replace("</h2>", "</h3>")


def stream(text: Text | None, language: str, key: str) -> str:
    """Return rich text as blocks, a heading block for each heading; the blocks of a key keep their ids."""
    blocks: list[dict[str, str]] = []
    for index, part in enumerate(HEADING.split(tidy(in_language(text, language)))):
        if part:
            kind = "heading" if index % 2 else "text"
            block_id = uuid.uuid5(BLOCK_IDS, f"{key} {len(blocks)}")
            blocks.append({"type": kind, "value": part, "id": str(block_id)})
    return json.dumps(blocks)


def cited(sources: Iterable[str] | None) -> str:
    """Return source references as one line, for rows that hold them as text."""
    return ", ".join(sources or [])
