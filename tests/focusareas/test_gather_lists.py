"""The lists of themes, places, offices and people: filters, order, and never an error."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from networks.models import Office
from tests.addresses import address
from tests.focusareas.factories import ActivityFactory
from tests.networks.factories import OfficeFactory, OfficeNameFactory, PersonFactory, PlaceFactory, ThemeFactory

pytestmark = pytest.mark.django_db
WRONG = {"q": "'\"(%", "sort": "no", "page": "no", "office": "no", "country": "no", "state": "no"}


def names(response: Any) -> list[str]:
    return [str(row) for row in response.context["page_obj"]]


@pytest.mark.parametrize("name", ["themes", "places", "offices", "people"])
def test_an_empty_list_and_wrong_parameters(reader_client: Client, trees: Any, language: str, name: str) -> None:
    for parameters in ({}, WRONG):
        response = reader_client.get(address(name, language=language), parameters)
        assert response.status_code == 200
        assert "empty-state" in response.content.decode()


def test_themes_sort_by_name_in_the_readers_language(reader_client: Client, trees: Any) -> None:
    ThemeFactory(name_da="Børn", name_en="Youth")
    ThemeFactory(name_da="Narko", name_en="Drugs")
    assert names(reader_client.get(address("themes"))) == ["Børn", "Narko"]
    assert names(reader_client.get(address("themes", language="en"), {"sort": "-name"})) == ["Youth", "Drugs"]
    assert names(reader_client.get(address("themes", language="en"))) == ["Drugs", "Youth"]
    assert names(reader_client.get(address("themes"), {"q": "BØRN"})) == ["Børn"]


def test_places_sort_and_filter_by_country(reader_client: Client, trees: Any) -> None:
    berlin = PlaceFactory(name_da="Berlin", country="DE", latitude=52.52, longitude=13.4)
    PlaceFactory(name_da="Boston", country="US", latitude=42.36, longitude=-71.06)
    wien = PlaceFactory(name_da="Wien", name_en="Vienna", country="AT", latitude=48.2, longitude=16.37)
    ActivityFactory().places.add(berlin)
    assert names(reader_client.get(address("places"), {"sort": "country"})) == ["Berlin", "Boston", "Wien"]
    assert (
        reader_client.get(address("places", language="en"), {"sort": "country"}).context["page_obj"][0].slug
        == wien.slug
    )
    assert names(reader_client.get(address("places"), {"sort": "-activities"}))[0] == "Berlin"
    response = reader_client.get(address("places"), {"country": "AT"})
    assert names(response) == ["Wien"]
    assert len(response.context["panels"]) == 1
    assert len(reader_client.get(address("places")).context["panels"]) == 2


def test_map_links_every_place_by_name(reader_client: Client, trees: Any) -> None:
    PlaceFactory(name_da="Wien", name_en="Vienna", country="AT", slug="wien")
    html = reader_client.get(address("places", language="en")).content.decode()
    assert 'href="/en/places/wien/"' in html
    assert "<title>Vienna, Austria</title>" in html
    assert "land.svg#land" in html


def test_offices_are_found_by_any_name_and_told_closed(reader_client: Client, trees: Any) -> None:
    closed = OfficeFactory(name_da="Kvalitetskontoret", valid_to=dt.date(2008, 6, 30))
    OfficeNameFactory(office=closed, name="Tilsyn og kvalitet")
    OfficeFactory(name_da="Sekretariatet")
    assert names(reader_client.get(address("offices"), {"q": "tilsyn"})) == ["Kvalitetskontoret"]
    assert names(reader_client.get(address("offices"), {"state": "open"})) == ["Sekretariatet"]
    assert names(reader_client.get(address("offices"), {"state": "closed"})) == ["Kvalitetskontoret"]
    assert "Tilsyn og kvalitet" in reader_client.get(address("offices")).content.decode()
    assert Office.objects.count() == 2


def test_people_who_have_left_are_shown_on_request(reader_client: Client, trees: Any) -> None:
    here = PersonFactory(name="Karla Vind")
    PersonFactory(name="Villads Krog", is_active=False)
    assert names(reader_client.get(address("people"))) == ["Karla Vind"]
    assert names(reader_client.get(address("people"), {"state": "all", "sort": "-name"})) == [
        "Villads Krog",
        "Karla Vind",
    ]
    assert names(reader_client.get(address("people"), {"office": here.office.slug, "q": "konsulent"})) == ["Karla Vind"]
