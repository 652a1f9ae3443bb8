"""Every icon a template draws is in the file of icons."""

import re

from scripts.project import ROOT

DRAWN = re.compile(r'\{% icon "([\w-]+)"(?!\|add)')
NAMED = re.compile(r'<symbol id="([\w-]+)"')


def test_templates_draw_icons_that_are_there() -> None:
    templates = [path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html")]
    drawn = {name for text in templates for name in DRAWN.findall(text)}
    there = set(NAMED.findall((ROOT / "static/img/icons.svg").read_text("utf-8")))
    assert drawn
    assert sorted(drawn - there) == []
