"""The letter that tells a report's authors of a comment."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from focusareas.models import ReportComment
from focusareas.telling import tell_authors
from portal.mail import absolute
from portal.models import User
from tests.factories import UserFactory
from tests.focusareas.plan import Plan
from tests.networks.factories import PersonFactory


@pytest.fixture
def owner(db: None) -> User:
    """Return the user who began the report."""
    return UserFactory(username="ejer")


@pytest.fixture
def report(plan: Plan, owner: User) -> Any:
    """Return a report in both languages, of its owner."""
    report = plan.add_report("Rejsen", owner=owner)
    plan.trees.translate(report, title="The journey")
    return report


def add_author(report: Any, username: str, **account: Any) -> User:
    """Return an account of somebody who stands as an author of the report."""
    user = UserFactory(username=username, **account)
    report.authors.add(PersonFactory(user=user))
    report.save()
    return user


def told(report: Any, author: User, outbox: list[Any]) -> list[str]:
    """Return whom a comment's letter goes to."""
    tell_authors.call(ReportComment.objects.create(report=report, author=author, text="Hvad kostede det?").pk)
    return sorted(address for message in outbox for address in message.to)


def test_written_on_the_site_it_goes_after_the_commit(
    report: Any,
    reader: User,
    reader_client: Client,
    mailoutbox: list[EmailMultiAlternatives],
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[Any]],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        reader_client.post(reverse("write_comment", args=[report.pk]), {"text": "Hvad <b>kostede</b> det?"})
        assert mailoutbox == []
    (message,) = mailoutbox
    kept = ReportComment.objects.get()
    assert message.to == ["ejer@example.dk"]
    assert message.subject == f"{reader} har kommenteret ”Rejsen”"
    address = f"{absolute(report.url)}#comment-{kept.pk}"
    assert address in message.body
    assert "Hvad <b>kostede</b> det?" in message.body
    html = str(message.alternatives[0][0])
    assert "Hvad &lt;b&gt;kostede&lt;/b&gt; det?" in html
    assert html.count(address) == 2
    assert "List-Unsubscribe" not in message.extra_headers


def test_to_the_owner_and_the_authors_with_an_account_each_once(
    report: Any, owner: User, reader: User, mailoutbox: list[Any]
) -> None:
    report.authors.add(PersonFactory(user=owner), PersonFactory(email="uden-konto@example.dk"))
    add_author(report, "forfatter")
    add_author(report, "uden-adresse", email="")
    add_author(report, "lukket", is_active=False)
    assert told(report, reader, mailoutbox) == ["ejer@example.dk", "forfatter@example.dk"]


def test_nobody_of_their_own_comment(report: Any, owner: User, mailoutbox: list[Any]) -> None:
    add_author(report, "forfatter")
    assert told(report, owner, mailoutbox) == ["forfatter@example.dk"]


def test_in_each_readers_language(report: Any, owner: User, reader: User, mailoutbox: list[Any]) -> None:
    UserProfile.objects.create(user=owner, preferred_language="en")
    told(report, reader, mailoutbox)
    assert mailoutbox[0].subject == f"{reader} has commented on “The journey”"
    assert "/en/" in mailoutbox[0].body


def test_no_letter_about_what_is_gone(report: Any, reader: User, mailoutbox: list[Any]) -> None:
    kept = ReportComment.objects.create(report=report, author=reader, text="Tak")
    report.unpublish()
    tell_authors.call(kept.pk)
    tell_authors.call(kept.pk + 1)
    assert mailoutbox == []


def test_a_letter_that_cannot_go_stops_no_other(
    report: Any,
    reader: User,
    mailoutbox: list[Any],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    add_author(report, "forfatter")
    send = EmailMultiAlternatives.send

    def refuse(message: EmailMultiAlternatives, *args: Any) -> int:
        if message.to == ["ejer@example.dk"]:
            raise OSError("ejer@example.dk is unknown")
        return send(message, *args)

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
    with caplog.at_level(logging.ERROR):
        assert told(report, reader, mailoutbox) == ["forfatter@example.dk"]
    assert "OSError" in caplog.text
    assert "example.dk" not in caplog.text
