"""The pages of themes, places, offices and people gather what is tied to them, in few queries."""

import datetime as dt
from copy import deepcopy
from typing import Any

import pytest
from django.test import Client

from focusareas.models import Activity, Responsibility, TripReportPage
from networks.models import NetworkPage
from tests.addresses import address
from tests.conftest import LANGUAGES, Planted
from tests.focusareas.factories import ActivityFactory, ResponsibilityFactory, TripReportPageFactory
from tests.focusareas.gathering import Gathering, tie


@pytest.fixture(scope="module")
def made(planted: Planted[Gathering]) -> Gathering:
    return planted(Gathering)


@pytest.fixture
def gathering(made: Gathering, db: None) -> Gathering:
    return deepcopy(made)


def test_a_place_shows_visits_from_its_country(reader_client: Client, gathering: Gathering) -> None:
    country = str(gathering.place.country)
    visit = ActivityFactory(code="R12", country=country, text_da="Gæster ser boliger")
    own = ActivityFactory(code="R13", country=country)
    own.places.add(gathering.place)
    context = reader_client.get(gathering.addresses("da")["place"]).context
    assert [each.pk for each in context["country_activities"]] == [visit.pk]


def test_coordinates_are_written_as_readers_write_numbers(
    reader_client: Client, gathering: Gathering, language: str
) -> None:
    type(gathering.place).objects.update(latitude="51.5072", longitude="-0.1276")
    html = reader_client.get(gathering.addresses(language)["place"]).content.decode()
    assert {"da": "Bredde 51,5072 · længde -0,1276", "en": "Latitude 51.5072 · longitude -0.1276"}[language] in html


@pytest.mark.parametrize("kind", ["theme", "place", "office", "person"])
def test_page_with_nothing_tied_to_it(gathering: Gathering, reader_client: Client, language: str, kind: str) -> None:
    assert reader_client.get(gathering.addresses(language)[kind]).status_code == 200


def test_theme_gathers_focus_areas_networks_reports_and_activities(
    gathering: Gathering, reader_client: Client, language: str
) -> None:
    gathering.grow(2)
    response = reader_client.get(gathering.addresses(language)["theme"])
    gathered = ("focus_areas", "networks", "reports", "activities")
    assert {name: len(response.context[name]) for name in gathered} == dict.fromkeys(gathered, 2)
    html = response.content.decode()
    assert ("Hjemløshed" if language == "da" else "Homelessness") in html
    assert ("in English" in html) == (language == "en")


def test_theme_has_the_activities_its_live_reports_tell_of(reader_client: Client, gathering: Gathering) -> None:
    gathering.grow(1)
    of_the_area = Activity.objects.get()
    told, untold, elsewhere = ActivityFactory(), ActivityFactory(), ActivityFactory()
    tie(TripReportPage.objects.danish().get(), activities=told)
    draft = TripReportPageFactory(parent=gathering.reports, live=False)
    tie(draft, themes=gathering.theme, activities=untold)
    tie(TripReportPageFactory(parent=gathering.reports), activities=elsewhere)
    shown = reader_client.get(gathering.addresses("da")["theme"]).context["activities"]
    assert {activity.pk for activity in shown} == {of_the_area.pk, told.pk}


def test_place_gathers_activities_meetings_networks_and_focus_areas(
    gathering: Gathering, reader_client: Client, language: str
) -> None:
    gathering.grow(2)
    context = reader_client.get(gathering.addresses(language)["place"]).context
    gathered = ("reports", "activities", "members", "meetings", "focus_areas", "sources")
    assert {name: len(context[name]) for name in gathered} == dict.fromkeys(gathered, 2) | {"sources": 1}
    assert context["named_by"] == []


def test_place_tells_networks_that_name_it_from_members(gathering: Gathering, reader_client: Client) -> None:
    gathering.grow(1)
    (network,) = gathering.networks
    page = NetworkPage.objects.get(pk=network.pk)
    page.member_places.clear()
    page.named_places.add(gathering.place)
    page.save()
    context = reader_client.get(address("place", "berlin")).context
    assert context["members"] == []
    assert [each.pk for each in context["named_by"]] == [page.pk]


def test_office_shows_what_it_is_and_was_responsible_for(
    gathering: Gathering, reader_client: Client, language: str
) -> None:
    gathering.grow(2)
    first = Responsibility.objects.order_by("pk").first()
    assert first is not None
    first.end = dt.date(2008, 6, 30)
    first.save()
    successor = ResponsibilityFactory(focus_area=first.focus_area, start=dt.date(2008, 7, 1)).office
    response = reader_client.get(gathering.addresses(language)["office"])
    assert [row.start.year for row, _area in response.context["responsibilities"]] == [2007]
    assert [row.end for row, _area in response.context["earlier_responsibilities"]] == [dt.date(2008, 6, 30)]
    gathered = ("persons", "networks", "entries", "reports", "predecessors", "members")
    assert [len(response.context[name]) for name in gathered] == [3, 2, 4, 2, 2, 4]
    taken_over = reader_client.get(successor.get_absolute_url()).context
    assert len(taken_over["responsibilities"]) == 1


def test_activities_of_an_office_are_its_own_and_those_of_its_focus_areas(
    gathering: Gathering, reader_client: Client
) -> None:
    gathering.grow(1)
    of_the_area = Responsibility.objects.get().focus_area.activities.get()
    own = ActivityFactory(office=gathering.office)
    ActivityFactory()
    shown = reader_client.get(address("office", "projekt")).context["activities"]
    assert {activity.pk for activity in shown} == {of_the_area.pk, own.pk}


def test_person_shows_contacts_now_and_earlier_and_reports(
    gathering: Gathering, reader_client: Client, language: str
) -> None:
    gathering.grow(2)
    response = reader_client.get(gathering.addresses(language)["person"])
    gathered = ("contacts_now", "contacts_earlier", "memberships", "reports")
    assert [len(response.context[name]) for name in gathered] == [2, 2, 2, 2]
    assert f"mailto:{gathering.person.email}" in response.content.decode()


@pytest.mark.parametrize("kind", ["theme", "place", "office", "person"])
def test_pages_are_for_signed_in_staff(gathering: Gathering, client: Client, language: str, kind: str) -> None:
    response = client.get(gathering.addresses(language)[kind])
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


@pytest.mark.parametrize("name", ["theme", "place", "office", "person"])
def test_an_unknown_address_is_not_found(reader_client: Client, name: str) -> None:
    assert reader_client.get(address(name, "findes-ikke")).status_code == 404


def test_gathering_pages_and_lists_keep_their_budgets(
    gathering: Gathering, reader_client: Client, django_assert_max_num_queries: Any
) -> None:
    counts: list[dict[str, int]] = []
    for number in (3, 9):
        gathering.grow(number)
        counts.append({})
        for language in LANGUAGES:
            addresses = gathering.addresses(language)
            network = gathering.networks[0].relatives[language].get_url()
            for page in [*addresses.values(), *gathering.lists(language), network]:
                reader_client.get(page)
                with django_assert_max_num_queries(16) as queries:
                    assert reader_client.get(page).status_code == 200
                counts[-1][page] = len(queries)
    # A list's first page may show rows that need less.
    assert all(counts[1][page] <= few for page, few in counts[0].items())
