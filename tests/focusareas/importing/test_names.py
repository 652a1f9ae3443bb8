"""The portal's own names in a file's text: in other forms and languages, and not where a word only looks like one."""

from collections.abc import Callable
from typing import Any

import pytest

from focusareas.importing.found import Found
from focusareas.importing.names import known_in
from networks.models import NetworkPage, Person, Place, Theme
from tests.networks.factories import PlaceFactory

pytestmark = pytest.mark.django_db

QUERIES = 7


def named(rows: Any) -> list[str]:
    return [str(row) for row in rows]


def known(title: str = "", words: str = "") -> dict[str, list[str]]:
    """Return the names of what is known in a text, by what they name."""
    found = known_in(Found(title=title, words=words, beginning=words[:1000]))
    return {
        "places": named(Place.objects.filter(pk__in=found.places)),
        "suggested": found.suggested_places,
        "authors": named(Person.objects.filter(pk__in=found.authors)),
        "networks": named(NetworkPage.objects.filter(pk__in=found.networks)),
        "themes": named(Theme.objects.filter(pk__in=found.themes)),
    }


@pytest.mark.parametrize(
    ("title", "words", "name", "expected"),
    [
        ("Berlins herberger", "", "places", ["Berlin"]),
        ("Visit to Gothenburg", "", "places", ["Göteborg"]),
        ("Tur til Goteborg", "", "places", ["Göteborg"]),
        ("Studietur til Utrecht", "", "suggested", ["Utrecht"]),
        ("Studietur til Utrecht", "Vi så Berlin i 2006.", "places", []),
        ("Besøg", "Københavns Kommune fik besøg fra Wien.", "places", ["Wien"]),
        ("Besøg", "Københavns Kommune fik besøg.", "places", []),
        ("", "Efter Freja Lindholts oplæg", "authors", ["Freja Lindholt"]),
        ("", "en freja lindholt", "authors", []),
        ("", "Hos FEANTSA i Paris", "networks", ["FEANTSA"]),
        ("", "De hjemløse så vi.\nIngen hjemløs blev afvist.", "themes", ["Hjemløshed"]),
        ("Hjemløshedsstrategi", "", "themes", ["Hjemløshed"]),
        ("", "Kun én gang nævnes hjemløse.", "themes", []),
    ],
)
def test_names_in_other_forms(names: None, title: str, words: str, name: str, expected: list[str]) -> None:
    assert known(title, words)[name] == expected


def test_of_names_that_overlap_the_longest_is_meant(names: None) -> None:
    PlaceFactory.create(name_da="Berlin Mitte", slug="berlin-mitte")
    assert known("Tur til Berlin Mitte")["places"] == ["Berlin Mitte"]


def test_it_takes_as_many_queries_however_many_names_there_are(
    names: None, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for number in range(5):
        PlaceFactory.create(name_da=f"By {number}", slug=f"by-{number}")
    with django_assert_max_num_queries(QUERIES):
        known_in(Found(title="Besøg i Berlin", words="Vi så meget."))
