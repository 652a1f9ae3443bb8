"""Closing an office hands over its focus areas and networks the next day, and keeps the history."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from focusareas.models import Responsibility
from focusareas.responsibilities import close_office
from networks.models import NetworkPage
from tests.conftest import Trees
from tests.focusareas.gathering import Gathering
from tests.networks.factories import OfficeFactory

LAST_DAY = dt.date(2008, 6, 30)
NEXT_DAY = dt.date(2008, 7, 1)


@pytest.fixture
def gathering(trees: Trees) -> Gathering:
    gathering = Gathering(trees)
    gathering.grow(2)
    return gathering


def test_successor_takes_over_the_next_day(gathering: Gathering) -> None:
    successor = OfficeFactory()
    following = close_office(gathering.office, LAST_DAY, successor)
    gathering.office.refresh_from_db()
    assert (gathering.office.valid_to, gathering.office.successor) == (LAST_DAY, successor)
    ended = Responsibility.objects.filter(office=gathering.office)
    assert {row.end for row in ended} == {LAST_DAY}
    assert {row.focus_area_id for row in ended} == {row.focus_area_id for row in following}
    assert {(row.office, row.start, row.end, row.role_da) for row in following} == {
        (successor, NEXT_DAY, None, "Kontorchef")
    }


def test_networks_follow_in_the_draft_too_and_editions_stay_as_printed(gathering: Gathering) -> None:
    first, second = (NetworkPage.objects.get(pk=network.pk) for network in gathering.networks)
    second.title = "Udkast"
    second.save_revision()
    successor = OfficeFactory()
    close_office(gathering.office, LAST_DAY, successor)
    for network in (first, second):
        page = NetworkPage.objects.get(pk=network.pk)
        assert page.office == successor
        assert page.get_latest_revision_as_object().office == successor
        assert {entry.office for entry in page.entries.all()} == {gathering.office}
    assert NetworkPage.objects.get(pk=second.pk).title != "Udkast"
    assert NetworkPage.objects.get(pk=second.pk).get_latest_revision_as_object().title == "Udkast"


def test_without_a_successor_the_focus_areas_stand_without_an_office(gathering: Gathering) -> None:
    assert close_office(gathering.office, LAST_DAY) == []
    assert not Responsibility.objects.filter(end__isnull=True).exists()
    assert NetworkPage.objects.filter(office=gathering.office).count() == 2


@pytest.mark.parametrize("last_day", [dt.date(2006, 12, 30), dt.date(2006, 12, 31)])
def test_nothing_is_changed_when_a_responsibility_began_later(gathering: Gathering, last_day: dt.date) -> None:
    with pytest.raises(ValidationError) as error:
        close_office(gathering.office, last_day, OfficeFactory())
    assert "valid_to" in error.value.message_dict
    gathering.office.refresh_from_db()
    assert gathering.office.valid_to is None
    assert Responsibility.objects.filter(end__isnull=True).count() == 2


def test_the_successor_must_be_open_the_next_day(gathering: Gathering) -> None:
    closed = OfficeFactory(valid_to=LAST_DAY)
    opens_later = OfficeFactory(valid_from=dt.date(2009, 1, 1))
    for successor in (closed, opens_later):
        with pytest.raises(ValidationError) as error:
            close_office(gathering.office, LAST_DAY, successor)
        assert "successor" in error.value.message_dict


def test_closing_again_changes_nothing_more(gathering: Gathering) -> None:
    successor = OfficeFactory()
    close_office(gathering.office, LAST_DAY, successor)
    assert close_office(gathering.office, LAST_DAY, successor) == []
    assert Responsibility.objects.count() == 4
