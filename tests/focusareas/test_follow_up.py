"""Asking what came of what a report said would be tried, and the answer at the letter's address."""

import re
from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from focusareas.following.asking import ask_due
from focusareas.models import Trial, TrialOutcome
from home.roles import ROLES
from portal import personal_addresses
from portal.mail import absolute
from tests.factories import UserFactory
from tests.focusareas.plan import Plan
from tests.networks.factories import OfficeFactory, PersonFactory

HALF_A_YEAR, A_YEAR = 190, 370


def published(plan: Plan, days: int, **facts: Any) -> Trial:
    """Return a thing to try of a report that was published so many days ago."""
    report = plan.add_report(f"Rejse {next(plan.numbers)}", first_published_at=timezone.now() - timedelta(days=days))
    given = {"text_da": "Vi prøver aftenåbent.", "text_en": "We try opening late."} | facts
    day = timezone.localdate() - timedelta(days=days)
    trial: Trial = Trial.objects.create(report=report, added_on=day, **given)
    return trial


def owner(username: str = "ejer", language: str = "", **facts: Any) -> Any:
    """Return a contact person with an account."""
    user = UserFactory(username=username)
    if language:
        UserProfile.objects.create(user=user, preferred_language=language)
    return PersonFactory(user=user, **facts)


def outcome() -> TrialOutcome:
    """Return what is kept of the only thing to try."""
    return TrialOutcome.objects.get()


def told(outbox: list[Any]) -> list[str]:
    """Return whom the letters went to."""
    return sorted(address for message in outbox for address in message.to)


def link(message: Any) -> str:
    """Return the path at which a letter is answered."""
    base = absolute("")
    return re.search(rf"{base}(\S*/follow-up/\S+)", message.body)[1]  # type: ignore[index]  # every letter has one


def age(trial: Trial, days: int) -> None:
    """Let the report have been published so many days ago."""
    type(trial.report).objects.filter(pk=trial.report_id).update(
        first_published_at=timezone.now() - timedelta(days=days)
    )
    Trial.objects.filter(pk=trial.pk).update(added_on=timezone.localdate() - timedelta(days=days))


def test_the_owner_is_asked_after_six_and_twelve_months_each_once(plan: Plan, mailoutbox: list[Any]) -> None:
    trial = published(plan, 100, owner=owner())
    assert ask_due().letters == 0
    for days in (HALF_A_YEAR, A_YEAR):
        age(trial, days)
        assert ask_due().letters == 1
        assert ask_due().letters == 0
    assert told(mailoutbox) == ["ejer@example.dk"] * 2
    assert [message.subject for message in mailoutbox] == [
        "Hvad er der kommet ud af det efter 6 måneder?",
        "Hvad er der kommet ud af det efter 12 måneder?",
    ]
    assert "Vi prøver aftenåbent." in mailoutbox[0].body
    assert "Vi prøver aftenåbent." in mailoutbox[0].alternatives[0][0]


def test_a_question_that_was_missed_is_not_asked_with_the_next(plan: Plan, mailoutbox: list[Any]) -> None:
    published(plan, A_YEAR, owner=owner())
    assert ask_due().letters == 1
    assert ask_due().letters == 0
    assert "12 måneder" in mailoutbox[0].subject


def test_what_was_added_to_an_old_report_is_asked_about_later(plan: Plan) -> None:
    trial = published(plan, A_YEAR, owner=owner())
    Trial.objects.filter(pk=trial.pk).update(added_on=timezone.localdate())
    assert ask_due().letters == 0


def test_in_the_owners_language(plan: Plan, mailoutbox: list[Any]) -> None:
    published(plan, A_YEAR, owner=owner(language="en"))
    ask_due()
    assert mailoutbox[0].subject == "What came of it after 12 months?"
    assert "We try opening late." in mailoutbox[0].body
    assert link(mailoutbox[0]).startswith("/en/")


def test_nobody_is_asked_about_what_was_dropped_or_is_off_the_site(plan: Plan) -> None:
    trial = published(plan, A_YEAR, owner=owner())
    TrialOutcome.objects.create(report=trial.report, key=trial.key, state="dropped", answered_at=timezone.now())
    assert ask_due().letters == 0
    TrialOutcome.objects.update(state="adopted")
    trial.report.unpublish()
    assert ask_due().letters == 0


def test_an_owner_who_has_left_is_stood_in_for_by_the_office_and_then_the_coordinator(
    plan: Plan, mailoutbox: list[Any]
) -> None:
    coordinator = UserFactory(username="koordinator")
    for username, role in (("koordinator", "coordinator"), ("administrator", "administrator")):
        user = coordinator if username == "koordinator" else UserFactory(username=username)
        user.groups.add(Group.objects.get(name=ROLES[role].name))
    successor = OfficeFactory()
    closed = OfficeFactory(valid_to="2007-12-31", successor=successor)
    left = owner(is_active=False)
    for office in (closed, OfficeFactory()):
        published(plan, A_YEAR, owner=left, office=office)
    successor.editors.add(UserFactory(username="redaktoer"))
    assert ask_due().letters == 2
    assert told(mailoutbox) == ["koordinator@example.dk", "redaktoer@example.dk"]


def test_without_an_owner_the_authors_are_asked(plan: Plan, mailoutbox: list[Any]) -> None:
    trial = published(plan, A_YEAR)
    trial.report.authors.add(owner("forfatter"), PersonFactory(email="uden-konto@example.dk"))
    trial.report.save()
    ask_due()
    assert told(mailoutbox) == ["forfatter@example.dk", "uden-konto@example.dk"]


def test_a_run_beside_another_asks_nobody_twice(
    plan: Plan, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    published(plan, A_YEAR, owner=owner())
    deliver: Callable[..., int] = EmailMultiAlternatives.send

    def send_meanwhile(self: EmailMultiAlternatives, *args: Any, **options: Any) -> int:
        assert ask_due().letters == 0
        return deliver(self, *args, **options)

    monkeypatch.setattr(EmailMultiAlternatives, "send", send_meanwhile)
    assert ask_due().letters == 1


def test_a_run_that_began_before_another_ended_asks_nobody_twice(
    plan: Plan, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = published(plan, A_YEAR, owner=owner())
    make = TrialOutcome.objects.bulk_create

    def overtaken(*args: Any, **options: Any) -> Any:
        TrialOutcome.objects.update_or_create(report=trial.report, key=trial.key, defaults={"asked_after": 12})
        return make(*args, **options)

    monkeypatch.setattr(
        type(TrialOutcome.objects), "bulk_create", lambda self, *args, **options: overtaken(*args, **options)
    )
    assert ask_due().letters == 0
    assert mailoutbox == []


def test_a_letter_that_cannot_go_stops_no_other_and_is_tried_again(
    plan: Plan, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    published(plan, A_YEAR, owner=owner("foerst"))
    published(plan, A_YEAR, owner=owner("anden"))
    deliver: Callable[..., int] = EmailMultiAlternatives.send

    def refuse(self: EmailMultiAlternatives, *args: Any, **options: Any) -> int:
        if self.to == ["foerst@example.dk"]:
            raise OSError("foerst@example.dk is unknown")
        return deliver(self, *args, **options)

    with monkeypatch.context() as patched:
        patched.setattr(EmailMultiAlternatives, "send", refuse)
        with pytest.raises(CommandError, match="OSError") as said:
            call_command("ask_follow_up", verbosity=0)
    assert "example.dk" not in caplog.text + str(said.value)
    assert told(mailoutbox) == ["anden@example.dk"]
    call_command("ask_follow_up", verbosity=0)
    assert told(mailoutbox) == ["anden@example.dk", "foerst@example.dk"]


def test_a_letter_whose_answer_is_lost_is_not_sent_again(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    published(plan, A_YEAR, owner=owner())

    def lose(*args: Any, **options: Any) -> int:
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailMultiAlternatives, "send", lose)
    assert len(ask_due().failed) == 1
    assert ask_due().failed == []


def test_trying_it_out_sends_and_notes_nothing(
    plan: Plan, mailoutbox: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    published(plan, A_YEAR, owner=owner())
    call_command("ask_follow_up", dry_run=True)
    assert "Letters to send: 1" in capsys.readouterr().out
    assert (len(mailoutbox), TrialOutcome.objects.count()) == (0, 0)


@pytest.fixture
def asked(plan: Plan, mailoutbox: list[Any]) -> tuple[Trial, str]:
    """Return something its owner was asked about, and where it is answered."""
    trial = published(plan, A_YEAR, owner=owner())
    ask_due()
    return trial, link(mailoutbox[0])


def test_it_is_answered_without_signing_in_and_can_be_changed(asked: tuple[Trial, str], client: Client) -> None:
    _trial, path = asked
    shown = client.get(path)
    assert shown.status_code == 200
    assert "no-store" in shown["Cache-Control"]
    assert outcome().answered_at is None
    for state, note in (("adopted", "Vi har åbent tirsdag."), ("adapted", "Nu torsdag.")):
        answer = client.post(path, {"state": state, "note": note}, follow=True)
        assert answer.status_code == 200
        kept = outcome()
        assert (kept.state, kept.note) == (state, note)
        assert note in answer.content.decode()
        assert kept.answered_at is not None
        assert kept.asked_after == 12


def test_looking_at_it_answers_nothing(asked: tuple[Trial, str], client: Client) -> None:
    client.get(asked[1], {"state": "dropped"})
    client.head(asked[1])
    assert outcome().answered_at is None
    assert client.post(asked[1], {"note": "Uden valg"}).status_code == 200
    assert client.post(asked[1], {"state": "forgotten"}).status_code == 200
    assert outcome().answered_at is None


def test_an_answer_from_another_site_is_refused(asked: tuple[Trial, str]) -> None:
    assert Client(enforce_csrf_checks=True).post(asked[1], {"state": "dropped"}).status_code == 403


def test_the_address_shows_that_text_and_nothing_else(asked: tuple[Trial, str], plan: Plan, client: Client) -> None:
    trial, path = asked
    Trial.objects.create(report=trial.report, text_da="Noget andet.")
    html = client.get(path).content.decode()
    assert trial.text_da in html
    for hidden in (trial.report.title, str(trial.owner), "Noget andet.", plan.index.title):
        assert hidden not in html, hidden
    assert client.get(trial.report.url).status_code == 302


def test_addresses_that_do_not_hold(asked: tuple[Trial, str], client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    trial, path = asked
    other = personal_addresses.sign_dated("another purpose", f"{trial.report_id}-{trial.key}")
    prefix = path.rsplit("/", 2)[0]
    for token in ("x", other, path.rsplit("/", 2)[1][:-1]):
        answer = client.post(f"{prefix}/{token}/", {"state": "dropped"})
        assert answer.status_code == 404
        assert trial.text_da not in answer.content.decode()
    with monkeypatch.context() as patched:
        patched.setattr("focusareas.following.asking.LINKS_HOLD", timedelta(seconds=-1))
        assert client.post(path, {"state": "dropped"}).status_code == 404
    trial.report.unpublish()
    assert client.post(path, {"state": "dropped"}).status_code == 404
    assert outcome().answered_at is None


def test_publishing_the_report_again_keeps_the_answer(asked: tuple[Trial, str], plan: Plan, client: Client) -> None:
    trial, path = asked
    draft = trial.report.specific.save_revision()
    client.post(path, {"state": "adopted", "note": "Ja."})
    draft.publish()
    (again,) = Trial.objects.with_outcomes().filter(report=trial.report)
    assert (again.key, again.state, again.note) == (trial.key, "adopted", "Ja.")
