"""The portal's own names that the files speak of, and the files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Planted, Trees
from tests.focusareas.importing import styles
from tests.focusareas.importing.styles import Line
from tests.networks.factories import (
    NetworkIndexPageFactory,
    NetworkPageFactory,
    PersonFactory,
    PlaceFactory,
    ThemeFactory,
)

FOLDER = Path(__file__).parent / "corpus"
KINDS = {"T": "title", "1": "h1", "2": "h2", "3": "h3", "B": "b", "-": "li", "+": "nr", "!": "picture", "^": "note"}
PLACES = {
    "Berlin": "Berlin",
    "Rotterdam": "Rotterdam",
    "Amsterdam": "Amsterdam",
    "London": "London",
    "Wien": "Vienna",
    "Göteborg": "Gothenburg",
    "Helsinki": "Helsinki",
    "Prag": "Prague",
    "Bruxelles": "Brussels",
}
THEMES = {
    "Hjemløshed": "Homelessness",
    "Stofmisbrug": "Drug misuse",
    "Prostitution": "Prostitution",
    "Familiebehandling": "Family treatment",
    "Børnefattigdom": "Child poverty",
    "Beskæftigelse": "Employment",
    "Dobbeltdiagnoser": "Dual diagnosis",
    "Bolig og boligsocialt arbejde": "Housing and social housing",
    "Børn og unge": "Children and young people",
    "Evidens og effektmåling": "Evidence and measurement",
    "Beboerinddragelse": "Involvement of residents",
    "Handicap": "Disability",
    "EU og indflydelse": "The EU and influence",
}
PEOPLE = ("Freja Lindholt", "Jonas Abildskov", "Samira Elmholt", "Mads Rosenvang")
NETWORKS = ("FEANTSA", "Eurocities Working Group on Homelessness", "Nordiske Storbykonferencer")


@dataclass(frozen=True)
class File:
    """A file of the corpus: its name, what is in it, and what the form is to say."""

    name: str
    data: bytes
    expected: dict[str, Any]


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text of the corpus, rows of a table together."""
    lines: list[Line] = []
    for line in text.splitlines():
        mark, _space, words = line.partition(" ")
        if mark == "|":
            row = [cell.strip() for cell in words.split("|")]
            if not lines or lines[-1][0] != "table":
                lines.append(("table", []))
            lines[-1][1].append(row)
        else:
            kind = KINDS.get(mark, "p")
            lines.append((kind, (line if kind == "p" else words).replace("\\", "\n")))
    return lines


def corpus() -> Iterator[File]:
    """Yield the files of the corpus, each text in each of its styles."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, entry in enumerate(yaml.safe_load(path.read_text())):
            for style in entry["styles"]:
                extension = "odt" if style == "libre" else "docx"
                name = entry.get("name", f"{path.stem}-{number}-{style}.{extension}")
                yield File(name, getattr(styles, style)(lines_of(entry["text"])), entry["expected"])


def _plant(trees: Trees) -> None:
    for number, (danish, english) in enumerate(PLACES.items()):
        PlaceFactory.create(name_da=danish, name_en=english, slug=f"sted-{number}", country="DE")
    PlaceFactory.create(name_da="København", name_en="Copenhagen", slug="koebenhavn", country="DK")
    for number, (danish, english) in enumerate(THEMES.items()):
        ThemeFactory.create(name_da=danish, name_en=english, slug=f"tema-{number}")
    for name in PEOPLE:
        PersonFactory.create(name=name)
    index = NetworkIndexPageFactory(parent=trees.danish)
    for number, name in enumerate(NETWORKS):
        NetworkPageFactory(parent=index, title=name, slug=f"net-{number}")


@pytest.fixture(scope="module")
def names_made(planted: Planted[None]) -> None:
    """Make the portal's own names for all tests of a module."""
    planted(_plant)


@pytest.fixture
def names(names_made: None, db: None) -> None:
    """Have the portal's own names at hand."""
