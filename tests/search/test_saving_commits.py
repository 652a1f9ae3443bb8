"""Saving and mailing searches as they are really committed.

These tests leave an empty database behind, so they stand in a file of their own, which comes last.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import OperationalError, connection
from django.test import Client

from portal.models import User
from search import saving
from search.digests import send_due
from search.engines.base import Results
from search.models import SavedSearch
from tests.addresses import address
from tests.factories import UserFactory
from tests.search.test_freshness_together import beside
from tests.search.test_new_hits import send
from tests.search.test_saved_searches import publish, saved

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_button_pressed_twice_saves_once(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    both, results = Barrier(2), saving._results

    def meet(search: SavedSearch) -> Results:
        with suppress(BrokenBarrierError):
            both.wait(timeout=2)
        return results(search)

    monkeypatch.setattr(saving, "_results", meet)
    presses = []
    for _press in range(2):
        client = Client()
        client.force_login(reader)
        form = {"name": "Mine", "frequency": "never"}
        presses.append(beside(partial(client.post, f"{address('save_search')}?q=hjemløs", form)))
    for press in presses:
        press.join(timeout=20)
    assert SavedSearch.objects.count() == 1


def test_a_letter_goes_once_whatever_fails_afterwards(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    other = UserFactory.create()
    for owner in (reader, other):
        saved(owner)
    publish(1, "Hjemløse")
    is_locked = False
    deliver: Callable[..., int] = EmailMultiAlternatives.send

    def send_and_lock(self: EmailMultiAlternatives, *args: Any, **options: Any) -> int:
        nonlocal is_locked
        is_locked = True
        return deliver(self, *args, **options)

    def run(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        if is_locked and sql.startswith(("INSERT", "UPDATE")):
            raise OperationalError("database is locked")
        return execute(sql, *args)

    with monkeypatch.context() as patched, connection.execute_wrapper(run):
        patched.setattr(EmailMultiAlternatives, "send", send_and_lock)
        outcome = send_due()
    assert (outcome.letters, outcome.failed) == (1, [f"user {other.pk}: OperationalError"])
    assert [letter.to for letter in mail.outbox] == [[reader.email]]
    assert [letter.to for letter in send()] == [[other.email]]
