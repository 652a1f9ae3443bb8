"""What the docs call things is what the interface calls them."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import trans_real

from home.roles import ROLES
from scripts.project import ROOT

CODE = re.compile(r"(?s:```.*?```)|^ {4}.*$|`[^`]*`", re.MULTILINE)
ITALICS = re.compile(r"(?<![*\w])\*([^*\n]+)\*(?![*\w])")
PAGES = sorted(path.name for path in (ROOT / "docs").glob("*.md"))


@pytest.mark.parametrize("name", PAGES)
def test_words_in_italics_are_words_of_the_danish_interface(name: str) -> None:
    danish: Any = trans_real.translation("da")
    texts = {str(text).lower() for part in danish._catalog._catalogs for text in part.values()}
    known = texts | {role.name.lower() for role in ROLES.values()}
    text = CODE.sub("", Path(ROOT, "docs", name).read_text("utf-8"))
    assert sorted(word for word in ITALICS.findall(text) if word.lower() not in known) == []
