"""What the search gets to know of networks, offices, persons and places."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from networks.models import (
    DocumentDifference,
    EditionEntry,
    NetworkPage,
    Office,
    Person,
    Place,
    SourceDocument,
    Theme,
)
from search.facets import Facet
from tests.networks.conftest import Directory
from tests.networks.factories import (
    DirectoryEditionFactory,
    DocumentDifferenceFactory,
    DocumentStatementFactory,
    EditionContactFactory,
    EditionEntryFactory,
    NetworkMeetingFactory,
    OfficeFactory,
    OfficeNameFactory,
    PersonFactory,
    PlaceFactory,
    SourceDocumentFactory,
    ThemeFactory,
)
from tests.search.finding import choices, document, findable, open_choices, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def network(directory: Directory) -> Any:
    """Return a network in both languages with a contact in the current edition."""
    page = directory.add()[0]
    contact = EditionContactFactory(
        entry=page.entries.get(), person__name="Poul Stenmark", name="Poul Stenmark", email="poul@example.dk"
    )
    contact.person.office = page.office
    contact.person.save()
    return page


def test_network_has_a_text_in_each_language(network: Any) -> None:
    found = document(network)
    assert {code: text.url for code, text in found.texts.items()} == {
        "da": f"/netvaerk/{network.slug}/",
        "en": f"/en/netvaerk/{network.slug}/",
    }
    assert "Udveksling af viden." in found.texts["da"].body
    assert "Exchange of knowledge." in found.texts["en"].body
    assert choices(found, Facet.KIND) == {"network"}
    assert choices(found, Facet.LANGUAGE) == {"da", "en"}


def test_network_names_its_office_and_current_contacts(network: Any) -> None:
    found = document(network)
    assert network.office.name_da in found.texts["da"].body
    assert network.office.name_en in found.texts["en"].body
    assert "Poul Stenmark" in found.texts["da"].body
    assert "poul@example.dk" in found.internal
    assert not any("poul@example.dk" in text.body for text in found.texts.values())


def test_open_network_hides_office_and_contacts_from_visitors(network: Any) -> None:
    NetworkPage.objects.filter(translation_key=network.translation_key, locale__language_code="en").update(
        is_public=True
    )
    found = document(network)
    assert found.texts["en"].is_open
    assert not found.texts["da"].is_open
    assert "Poul Stenmark" not in found.texts["en"].body
    assert network.office.name_en not in found.texts["en"].body
    assert "Poul Stenmark" in found.internal
    assert choices(found, Facet.OFFICE) == {network.office.slug}
    assert open_choices(found, Facet.OFFICE) == set()
    assert open_choices(found, Facet.NETWORK) == {network.slug}
    assert "Poul Stenmark" in found.texts["da"].body


def test_alias_is_no_text(directory: Directory) -> None:
    page = directory.add_outside("Kreds")
    directory.trees.alias(page)
    assert set(document(page).texts) == {"da"}


def test_unpublished_network_is_not_found(network: Any) -> None:
    NetworkPage.objects.filter(translation_key=network.translation_key).update(live=False)
    assert network.pk not in list(findable(NetworkPage).keys())
    assert list(findable(NetworkPage).documents([network.pk])) == []


def test_network_is_found_by_the_cities_it_names_and_meets_in(network: Any) -> None:
    member, named, host = PlaceFactory(), PlaceFactory(name_da="London"), PlaceFactory()
    network.member_places.add(member)
    network.named_places.add(named)
    network.save()
    NetworkMeetingFactory(network=network, place=host, text_da="om børnefattigdom")
    found = document(NetworkPage.objects.get(pk=network.pk))
    assert choices(found, Facet.PLACE) == {member.slug, named.slug, host.slug}
    assert "London" in found.texts["da"].body
    assert "om børnefattigdom" in found.texts["da"].body
    assert choices(found, Facet.YEAR) == {"2007"}


def test_entry_says_its_edition_and_whether_it_is_current(directory: Directory) -> None:
    earlier = DirectoryEditionFactory(year=2007)
    page = directory.add(1, earlier)[0]
    entry = EditionEntry.objects.get(network=page)
    found = document(entry)
    assert (found.edition, found.is_current) == (2007, False)
    assert choices(found, Facet.EDITION) == {"2007"}
    assert choices(found, Facet.NETWORK) == {page.slug}
    assert found.texts["en"].url.startswith("/en/netvaerk/?edition=2007&q=")
    assert "Fælles indikatorer" in found.texts["da"].body
    assert entry.contacts.get().name in found.internal
    current = EditionEntryFactory(network=page, edition=directory.current)
    assert document(current).is_current


def test_old_office_names_find_the_office_and_its_successor() -> None:
    newest = OfficeFactory(name_da="Borgercentret")
    middle = OfficeFactory(name_da="Centret", successor=newest, valid_to=dt.date(2012, 12, 31))
    oldest = OfficeFactory(name_da="Projektkontoret", successor=middle, valid_to=dt.date(2009, 12, 31))
    OfficeNameFactory(office=oldest, name="Kontoret for projekter")
    found = document(newest)
    assert {"Projektkontoret", "Kontoret for projekter", "Centret"} <= set(found.names)
    assert found.is_current
    closed = document(oldest)
    assert not closed.is_current
    assert "Borgercentret" in closed.texts["da"].body


def test_offices_that_succeed_each_other_in_a_ring_do_no_harm() -> None:
    one = OfficeFactory(valid_to=dt.date(2009, 12, 31))
    other = OfficeFactory(successor=one, valid_to=dt.date(2009, 12, 31))
    Office.objects.filter(pk=one.pk).update(successor=other)
    assert set(document(one).names) == {other.name_da, other.name_en}


def test_office_is_current_on_its_last_day() -> None:
    office = OfficeFactory(valid_to=timezone.localdate())
    assert document(office).is_current
    assert office.pk not in list(findable(Office).expired())


def test_person_is_found_by_office_and_networks(network: Any) -> None:
    person = Person.objects.get(name="Poul Stenmark")
    found = document(person)
    assert network.office.name_da in found.texts["da"].body
    assert network.title in found.texts["da"].body
    assert choices(found, Facet.NETWORK) == {network.slug}
    assert person.email in found.internal
    assert not found.texts["da"].is_open


def test_text_without_english_stands_in_for_it() -> None:
    place = PlaceFactory(name_da="Wien", name_en="")
    found = document(place)
    assert found.texts["en"].title == "Wien"
    assert choices(found, Facet.LANGUAGE) == {"da"}
    assert choices(document(PlaceFactory(name_en="Vienna")), Facet.LANGUAGE) == {"da", "en"}


def test_difference_says_what_each_document_says() -> None:
    statement = DocumentStatementFactory()
    found = document(statement.difference)
    assert "Det ene navn" in found.texts["da"].body
    assert found.texts["en"].url == f"/en/sources/?q={statement.difference.code}#{statement.difference.code}"


def test_queries_do_not_grow(directory: Directory) -> None:
    """The number is of a batch, whatever its size."""
    for page in directory.add(15):
        page.member_places.add(PlaceFactory())
        page.save()
        NetworkMeetingFactory(network=page, place=PlaceFactory())
        OfficeNameFactory(office=page.office)
        DocumentStatementFactory(difference=DocumentDifferenceFactory())
    for number in range(15):
        SourceDocumentFactory(number=f"{number:03}")
    budgets = {
        NetworkPage: 12,
        EditionEntry: 8,
        Office: 4,
        Person: 3,
        Place: 1,
        Theme: 1,
        SourceDocument: 1,
        DocumentDifference: 2,
    }
    ThemeFactory()
    PersonFactory()
    for model, budget in budgets.items():
        keys = list(findable(model).keys())
        few, many = queries(model, keys[:5]), queries(model, keys[:15])
        assert (model, few) == (model, many)
        assert many <= budget, model
