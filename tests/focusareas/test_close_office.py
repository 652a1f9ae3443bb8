"""Closing an office hands over its focus areas and networks the next day, and keeps the history."""

import datetime as dt
from copy import deepcopy

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from focusareas.models import Activity, Responsibility
from focusareas.responsibilities import close_office
from networks.models import NetworkPage, Office
from tests.conftest import Planted, Trees
from tests.focusareas.factories import ActivityFactory
from tests.focusareas.gathering import Gathering
from tests.networks.factories import OfficeFactory

LAST_DAY = dt.date(2008, 6, 30)
NEXT_DAY = dt.date(2008, 7, 1)


def make(trees: Trees) -> Gathering:
    gathering = Gathering(trees)
    gathering.grow(2)
    return gathering


@pytest.fixture(scope="module")
def made(planted: Planted[Gathering]) -> Gathering:
    return planted(make)


@pytest.fixture
def gathering(made: Gathering, db: None) -> Gathering:
    return deepcopy(made)


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


def test_a_closing_to_come_changes_nothing_today(gathering: Gathering) -> None:
    today = timezone.localdate()
    last_day, successor = today + dt.timedelta(days=30), OfficeFactory()
    planned = ActivityFactory(office=gathering.office, state=Activity.State.PLANNED, actual_start=None)
    close_office(gathering.office, last_day, successor)
    assert {row.office for row in Responsibility.objects.on(today)} == {gathering.office}
    assert {row.office for row in Responsibility.objects.on(last_day + dt.timedelta(days=1))} == {successor}
    assert NetworkPage.objects.filter(office=gathering.office).count() == 2
    Office.objects.filter(pk=gathering.office.pk).update(valid_to=today - dt.timedelta(days=1))
    call_command("hand_over_offices")
    assert NetworkPage.objects.filter(office=successor).count() == 2
    planned.refresh_from_db()
    assert planned.office == successor


def test_what_was_held_stays_with_the_office_that_held_it(gathering: Gathering) -> None:
    held = ActivityFactory(office=gathering.office)
    close_office(gathering.office, LAST_DAY, OfficeFactory())
    held.refresh_from_db()
    assert held.office == gathering.office


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        (dt.date(2006, 1, 1), None, "end"),
        (dt.date(2006, 1, 1), dt.date(2007, 1, 1), "end"),
        (dt.date(2008, 1, 1), dt.date(2008, 2, 1), "start"),
        (dt.date(2008, 1, 1), None, "start"),
        (dt.date(2008, 12, 31), None, "start"),
    ],
)
def test_periods_do_not_overlap(gathering: Gathering, start: dt.date, end: dt.date | None, field: str) -> None:
    row = Responsibility.objects.order_by("pk")[0]
    row.end = dt.date(2008, 12, 31)
    row.save()
    other = Responsibility(focus_area=row.focus_area, office=OfficeFactory(), start=start, end=end)
    with pytest.raises(ValidationError) as error:
        other.full_clean()
    assert list(error.value.message_dict) == [field]
    assert str(row.office) in error.value.message_dict[field][0]


def test_periods_may_meet(gathering: Gathering) -> None:
    row = Responsibility.objects.order_by("pk")[0]
    row.end = LAST_DAY
    row.save()
    row.full_clean()
    Responsibility(focus_area=row.focus_area, office=OfficeFactory(), start=NEXT_DAY).full_clean()
    assert row.is_on(LAST_DAY)
    assert not row.is_on(NEXT_DAY)
