"""Activities that are over and have no report: the coordinator's list, its exceptions and the reminders."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from focusareas.following.reminding import EVERY, missing_reports, remind
from focusareas.models import Activity
from portal.mail import absolute
from tests.addresses import address
from tests.conftest import LANGUAGES
from tests.factories import UserFactory
from tests.focusareas.factories import ActivityFactory
from tests.focusareas.plan import Plan
from tests.networks.factories import OfficeFactory, PersonFactory

SignIn = Callable[[str], Client]
LIST_BUDGET = 20


def ended(days: int = 10, *persons: Any, **facts: Any) -> Activity:
    """Return an activity that was over so many days ago, with those who took part."""
    day = timezone.localdate() - timedelta(days=days)
    activity: Activity = ActivityFactory(actual_start=day, **facts)
    activity.participants.set(persons)
    return activity


def codes() -> list[str]:
    """Return the activities on the list."""
    return sorted(missing_reports().values_list("code", flat=True))


def told(outbox: list[Any]) -> list[str]:
    """Return whom the letters went to."""
    return sorted(address for message in outbox for address in message.to)


def test_what_is_over_and_took_place_is_missed(db: None) -> None:
    ended(1, code="held")
    ended(1, code="forgotten", state=Activity.State.NOT_REPORTED)
    yesterday = timezone.localdate() - timedelta(days=1)
    ActivityFactory(code="planned", state=Activity.State.PLANNED, actual_start=None, planned_end=yesterday)
    ActivityFactory(code="undated", actual_start=None)
    ended(0, code="today")
    ended(1, code="preparation", stage_is_preparation=True)
    ActivityFactory(code="undated plan", state=Activity.State.PLANNED, actual_start=None)
    for state in (Activity.State.POSTPONED, Activity.State.DROPPED, Activity.State.REPLACED):
        ended(1, code=state, state=state)
    assert codes() == ["forgotten", "held", "planned", "undated"]


def test_it_leaves_the_list_when_its_report_is_published(plan: Plan) -> None:
    activity = ended(code="held")
    report = plan.add_report("Rejsen", live=False)
    report.activities.add(activity)
    report.save()
    assert codes() == ["held"]
    report.save_revision().publish()
    assert codes() == []
    type(report).objects.get(pk=report.pk).unpublish()
    assert codes() == ["held"]


def test_the_coordinator_takes_it_off_the_list_with_a_reason_and_puts_it_back(
    client_as: SignIn, plan: Plan, language: str
) -> None:
    activity = ended(code="held")
    client = client_as("coordinator")
    path = address("excuse_report", str(activity.pk), language=language)
    assert client.post(path, {"no_report_because": " "}).status_code == 200
    assert codes() == ["held"]
    client.post(path, {"no_report_because": "Mødet blev holdt på telefon."})
    assert codes() == []
    list_path = address("missing_reports", language=language)
    html = client.get(list_path, {"shown": "excused"}).content.decode()
    assert "Mødet blev holdt på telefon." in html
    assert ModelLogEntry.objects.for_instance(activity).get().user is not None
    client.post(path, {"action": "put_back"})
    assert codes() == ["held"]
    assert [one.code for one in client.get(list_path).context["activities"]] == ["held"]


def test_the_list_is_narrowed_by_year_and_type(client_as: SignIn, plan: Plan) -> None:
    ActivityFactory(code="tour", actual_start="2007-05-01", type="study_tour")
    ActivityFactory(code="talk", actual_start="2008-05-01", type="talk")
    client = client_as("coordinator")
    for parameters, expected in (
        ({}, ["talk", "tour"]),
        ({"year": "2007"}, ["tour"]),
        ({"type": "talk"}, ["talk"]),
        ({"year": "x"}, ["talk", "tour"]),
    ):
        page = client.get(address("missing_reports"), parameters)
        assert [one.code for one in page.context["activities"]] == expected


def test_the_lists_queries_do_not_grow(client_as: SignIn, plan: Plan) -> None:
    client = client_as("coordinator")
    counts = []
    for rows in (3, 12):
        for _row in range(rows):
            ended(5, PersonFactory(), office=OfficeFactory())
        for language in LANGUAGES:
            path = address("missing_reports", language=language)
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            counts.append(len(queries))
    assert len(set(counts)) == 1
    assert counts[0] <= LIST_BUDGET


def test_participants_are_reminded_once_a_month(db: None, mailoutbox: list[Any]) -> None:
    rosa = PersonFactory(user=UserFactory(username="rosa"))
    activity = ended(10, rosa, PersonFactory(email="uden-konto@example.dk"), PersonFactory(is_active=False))
    assert remind().letters == 2
    assert remind().letters == 0
    assert told(mailoutbox) == ["rosa@example.dk", "uden-konto@example.dk"]
    path = f"{reverse('write_report')}?activity={activity.pk}"
    for text in (mailoutbox[0].body, mailoutbox[0].alternatives[0][0]):
        assert absolute(path) in text
        assert activity.text_da in text
    Activity.objects.update(reminded_at=timezone.now() - EVERY)
    assert remind().letters == 2


@pytest.mark.parametrize("days", [3, 200])
def test_nobody_is_reminded_too_early_or_for_ever(db: None, days: int) -> None:
    ended(days, PersonFactory(email="rosa@example.dk"))
    assert remind().letters == 0


def test_nobody_is_reminded_once_there_is_a_report_or_none_is_needed(plan: Plan) -> None:
    person = PersonFactory(email="rosa@example.dk")
    ended(10, person, no_report_because="Telefonmøde.")
    report = plan.add_report("Rejsen")
    report.activities.add(ended(10, person))
    report.save()
    assert remind().letters == 0


def test_where_nobody_took_part_the_offices_editors_are_reminded(plan: Plan, mailoutbox: list[Any]) -> None:
    plan.office.editors.add(UserFactory(username="redaktoer"))
    ended(10, focus_area=plan.area)
    remind()
    assert told(mailoutbox) == ["redaktoer@example.dk"]


def test_a_run_beside_another_reminds_nobody_twice(
    db: None, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended(10, PersonFactory(email="rosa@example.dk"))
    deliver: Callable[..., int] = EmailMultiAlternatives.send

    def send_meanwhile(self: EmailMultiAlternatives, *args: Any, **options: Any) -> int:
        assert remind().letters == 0
        return deliver(self, *args, **options)

    monkeypatch.setattr(EmailMultiAlternatives, "send", send_meanwhile)
    call_command("remind_reports", verbosity=0)
    assert len(mailoutbox) == 1


def test_one_of_several_addresses_that_fails_stops_no_other(
    db: None, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended(10, PersonFactory(name="A", email="foerst@example.dk"), PersonFactory(name="B", email="anden@example.dk"))
    deliver: Callable[..., int] = EmailMultiAlternatives.send

    def refuse(self: EmailMultiAlternatives, *args: Any, **options: Any) -> int:
        if self.to == ["foerst@example.dk"]:
            raise OSError
        return deliver(self, *args, **options)

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
    assert len(remind().failed) == 1
    assert remind().failed == []
    assert told(mailoutbox) == ["anden@example.dk"]


def test_a_showing_is_not_carried_out_before_it_is_evaluated(db: None) -> None:
    showing = Activity(code="11.z", text_da="Visning i Oslo", type=Activity.Type.SHOWING)
    showing.full_clean()
    showing.state = Activity.State.HELD
    with pytest.raises(ValidationError) as refused:
        showing.full_clean()
    assert list(refused.value.message_dict) == ["evaluation_da"]
    showing.evaluation_da = "Mange spurgte, og to vil have materialet."
    showing.full_clean()
