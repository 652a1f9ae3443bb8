"""A network's page: its names, relatives and cities, its contacts and history, and what visitors may see."""

import datetime as dt

from django.test import Client

from networks.models import NetworkPage
from tests.networks.conftest import Directory
from tests.networks.factories import (
    DirectoryEditionFactory,
    EditionContactFactory,
    EditionEntryFactory,
    NetworkMeetingFactory,
    NetworkPageFactory,
    OfficeFactory,
    PlaceFactory,
    SourceReferenceFactory,
)


def address(page: NetworkPage, language: str) -> str:
    return f"/netvaerk/{page.slug}/" if language == "da" else f"/en/netvaerk/{page.slug}/"


def test_shows_names_relatives_and_cities(directory: Directory, reader_client: Client, language: str) -> None:
    (page,) = directory.add()
    parent = NetworkPageFactory(parent=directory.index, title="Eurocities", in_directory=False)
    NetworkPageFactory(parent=directory.index, title="Working Group on Homelessness", parent_network=page)
    page.parent_network, page.abbreviation = parent, "SAF"
    page.other_administrations = "Sundhedsforvaltningen\nØkonomiforvaltningen"
    page.member_places.add(PlaceFactory(name_da="Wien", name_en="Vienna"))
    page.named_places.add(PlaceFactory(name_da="Prag", name_en="Prague"))
    page.sources.add(SourceReferenceFactory())
    page.save()
    response = reader_client.get(address(page, language))
    html = response.content.decode()
    assert response.context["parent_network"].title == "Eurocities"
    assert [each.title for each in response.context["subgroups"]] == ["Working Group on Homelessness"]
    names = ["(SAF)", "FORUM NR.", "Sundhedsforvaltningen", "Bilag 2", *("Wien", "Prag")[: 2 * (language == "da")]]
    for name in [*names, *("Vienna", "Prague")[: 2 * (language == "en")]]:
        assert name in html


def test_contacts_are_those_of_the_current_edition(directory: Directory, reader_client: Client, language: str) -> None:
    (page,) = directory.add()
    earlier = EditionEntryFactory(network=page, edition=DirectoryEditionFactory(year=2007), theme_da="Narko")
    EditionContactFactory(entry=earlier, email="foer@example.dk")
    response = reader_client.get(address(page, language))
    assert response.context["current_entry"].edition == directory.current
    assert [entry.edition.year for entry in response.context["entries"]] == [2008, 2007]
    html = response.content.decode()
    contact = page.entries.get(edition=directory.current).contacts.get()
    assert html.count(f"mailto:{contact.email}") == 2
    assert html.count("mailto:foer@example.dk") == 1
    assert "mark--earlier" in html


def test_an_entry_without_contacts_says_so(directory: Directory, reader_client: Client) -> None:
    page = NetworkPageFactory(parent=directory.index)
    directory.add_english(page)
    EditionEntryFactory(network=page, edition=directory.current)
    assert "No contact given" in reader_client.get(address(page, "en")).content.decode()


def test_planned_meetings_come_before_those_held(directory: Directory, reader_client: Client, language: str) -> None:
    (page,) = directory.add()
    NetworkMeetingFactory(network=page, is_held=True, start=dt.date(2007, 3, 1), end=None, text_da="forummøde")
    NetworkMeetingFactory(network=page, place=PlaceFactory(), text_da="konference")
    response = reader_client.get(address(page, language))
    assert [meeting.is_held for meeting in response.context["meetings"]] == [False, True]
    assert "status--planned" in response.content.decode()


def test_visitors_see_no_contact_office_or_closed_page(directory: Directory, client: Client) -> None:
    page, closed = directory.add(2)
    office = OfficeFactory(name_da="Hemmeligt kontor", name_en="Hidden office")
    page.parent_network, page.office = closed, office
    page.save()
    english = page.get_translation(directory.trees.english.locale)
    assert client.get(address(page, "en")).status_code == 302
    type(english).objects.filter(pk=english.pk).update(is_public=True)
    html = client.get(address(page, "en")).content.decode()
    assert "Exchange of knowledge." in html
    for hidden in ("example.dk", "Signe", "+45", "Hidden office", closed.title):
        assert hidden not in html


def test_a_network_without_english_is_shown_in_danish_with_a_notice(
    directory: Directory, reader_client: Client
) -> None:
    page = directory.add_outside("Urban Security")
    directory.trees.alias(page)
    html = reader_client.get(address(page, "en")).content.decode()
    assert "This page has not been translated" in html
    assert "Udveksling af viden." in html
    assert "mark--outside" in html
