"""What the models refuse, each with a message beside its field."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from networks.models import DirectoryEdition, EditionContact, EditionEntry, NetworkMeeting, Office, Person, Place
from networks.models.person import validate_phone
from tests.networks.conftest import Directory
from tests.networks.factories import DirectoryEditionFactory, NetworkPageFactory, OfficeFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def refused(instance: Any) -> set[str]:
    """Return the fields that are refused."""
    with pytest.raises(ValidationError) as error:
        instance.full_clean()
    return set(error.value.message_dict)


@pytest.mark.parametrize("phone", ["+45 33 17 33 17", "33 17 33 17", "33173317", "+46 8 508 290 00", "+1 617 555 0134"])
def test_telephone_numbers_that_can_be_called(phone: str) -> None:
    validate_phone(phone)


@pytest.mark.parametrize("phone", ["33 17 33 1O", "33 17", "kontoret", "+45 33 17 33 17 33 17 33", "1-800-FLOWERS"])
def test_telephone_numbers_that_cannot(phone: str) -> None:
    with pytest.raises(ValidationError) as error:
        validate_phone(phone)
    assert error.value.code == "invalid_phone"


def test_a_persons_number_is_written_internationally_and_the_address_made_from_the_name() -> None:
    person = Person(name="Åse Ørsted", office=OfficeFactory(), phone="33173317", email="aase@example.dk")
    person.full_clean()
    assert person.phone == "+45 33 17 33 17"
    assert person.slug == "aase-oersted"


def test_a_persons_number_that_is_none_is_told_of_once() -> None:
    with pytest.raises(ValidationError) as error:
        Person(name="Karla Vind", office=OfficeFactory(), phone="33 17 33 1O").full_clean()
    assert {field: len(messages) for field, messages in error.value.message_dict.items()} == {"phone": 1}


@pytest.mark.parametrize("email", ["karla@@example.dk", "karla@example", "karla.example.dk", "karla @example.dk"])
def test_mail_addresses_with_errors(email: str) -> None:
    assert refused(Person(name="Karla Vind", office=OfficeFactory(), email=email)) == {"email"}
    assert "email" in refused(EditionContact(name="Karla Vind", email=email))


def test_contact_data_may_be_left_empty() -> None:
    Person(name="Karla Vind", office=OfficeFactory()).full_clean()


def test_a_contacts_number_is_checked() -> None:
    assert "phone" in refused(EditionContact(name="Karla Vind", phone="33 17 33 1O"))


def test_an_office_closes_after_it_opens_and_has_a_day_when_it_has_a_successor() -> None:
    office = OfficeFactory(valid_from=dt.date(2007, 1, 1))
    office.valid_to = dt.date(2006, 12, 31)
    assert "valid_to" in refused(office)
    office.valid_to, office.successor = None, OfficeFactory()
    assert refused(office) == {"valid_to"}
    office.valid_to, office.successor = dt.date(2008, 6, 30), office
    assert refused(office) == {"successor"}


def test_an_office_is_open_from_its_first_day_to_its_last() -> None:
    office = Office(valid_from=dt.date(2007, 1, 1), valid_to=dt.date(2008, 6, 30))
    open_days = [office.is_open_on(dt.date(year, month, 30)) for year, month in ((2006, 12), (2007, 6), (2008, 6))]
    assert open_days == [False, True, True]
    assert not office.is_open_on(dt.date(2008, 7, 1))
    assert Office().is_open_on(dt.date(2008, 7, 1))


def test_one_edition_is_current() -> None:
    before = DirectoryEditionFactory(year=2008)
    another = DirectoryEdition(year=2009, is_current=True)
    another.full_clean()
    another.save()
    before.refresh_from_db()
    assert (before.is_current, another.is_current) == (False, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        DirectoryEdition.objects.update(is_current=True)


def test_a_year_has_one_edition() -> None:
    DirectoryEditionFactory(year=2008)
    assert refused(DirectoryEdition(year=2008)) == {"year"}


@pytest.mark.parametrize("year", [7, 207, 1989, 2101, 20008])
def test_an_edition_is_of_a_year_there_can_be(year: int) -> None:
    assert refused(DirectoryEdition(year=year)) == {"year"}


def test_an_edition_with_entries_is_not_deleted(directory: Directory) -> None:
    network = NetworkPageFactory(parent=directory.index)
    EditionEntry.objects.create(edition=directory.current, network=network, printed_name="Forum")
    with pytest.raises(ProtectedError):
        directory.current.delete()


def test_an_entry_is_of_the_danish_page(directory: Directory) -> None:
    (page,) = directory.add()
    english = page.get_translation(directory.trees.english.locale)
    entry = EditionEntry(edition=DirectoryEditionFactory(year=2009, is_current=False), network=english)
    assert "network" in refused(entry)


def test_a_network_stands_once_in_an_edition(directory: Directory) -> None:
    (page,) = directory.add()
    again = EditionEntry(edition=directory.current, network=page, printed_name="Igen")
    with pytest.raises(ValidationError):
        again.full_clean()


def test_a_network_is_not_part_of_itself(directory: Directory) -> None:
    page = NetworkPageFactory(parent=directory.index)
    page.parent_network = page
    assert refused(page) == {"parent_network"}


def test_a_meeting_ends_after_it_begins(directory: Directory) -> None:
    meeting = NetworkMeeting(
        network=NetworkPageFactory(parent=directory.index),
        period_text_da="maj 2007",
        text_da="seminar",
        start=dt.date(2007, 5, 31),
        end=dt.date(2007, 5, 1),
    )
    assert refused(meeting) == {"end"}


@pytest.mark.parametrize(("latitude", "longitude"), [("90.1", "0"), ("-90.1", "0"), ("0", "180.1"), ("0", "-180.1")])
def test_coordinates_are_on_the_globe(latitude: str, longitude: str) -> None:
    place = Place(name_da="Intetsteds", country="DK", latitude=latitude, longitude=longitude)
    assert refused(place) <= {"latitude", "longitude"}


def test_two_places_have_different_names() -> None:
    PlaceFactory(name_da="Lund")
    assert refused(Place(name_da="Lund", country="SE", latitude="55.7", longitude="13.2")) == {"name_da"}
