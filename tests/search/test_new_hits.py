"""Mail about new hits: whom it reaches, in which language, each hit once, and how it ends."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.users.models import UserProfile

from portal.models import User
from search import digests, saving
from search.digests import CLAIM, _letter, next_due, send_due
from search.engines import engine
from search.models import KnownHit, SavedSearch
from tests.conftest import Trees
from tests.factories import UserFactory
from tests.search.test_saved_searches import publish, saved

pytestmark = pytest.mark.django_db


def send() -> list[EmailMultiAlternatives]:
    """Return the letters that a run sends, every search being due."""
    mail.outbox.clear()
    SavedSearch.objects.exclude(frequency="never").update(mail_due_at=timezone.now())
    send_due()
    return [letter for letter in mail.outbox if isinstance(letter, EmailMultiAlternatives)]


def path(letter: EmailMultiAlternatives) -> str:
    """Return the path at which mail programs end such letters."""
    return letter.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")


def refuse(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let mail to an address fail."""
    deliver = EmailMultiAlternatives.send

    def send(self: EmailMultiAlternatives, *args: Any, **options: Any) -> int:
        if self.to == [address]:
            raise SMTPRecipientsRefused({address: (550, b"unknown")})
        return deliver(self, *args, **options)

    monkeypatch.setattr(EmailMultiAlternatives, "send", send)


def test_each_hit_is_told_once(reader: User, trees: Trees) -> None:
    publish(1, "Hjemløse før")
    saved(reader)
    assert send() == []
    publish(2, "Hjemløse & unge")
    publish(3, "Noget andet")
    [letter] = send()
    assert letter.to == [reader.email]
    assert letter.subject == "1 nyt resultat: hjemløs"
    html = str(letter.alternatives[0][0])
    for text in (letter.body, html):
        assert "http://127.0.0.1:8000/rapporter/2/" in text
        assert "/rapporter/1/" not in text
        assert "/rapporter/3/" not in text
    assert "* Hjemløse & unge\n" in letter.body
    assert "<mark>Hjemløse</mark> &amp; unge" in html

    publish(1, "Hjemløse før, rettet")
    publish(2, "Hjemløse og unge, rettet", "Homeless and young people")
    engine().delete([("x.report", 1), ("x.report", 2)])
    publish(2, "Hjemløse & unge, udgivet igen")
    assert send() == []


def test_a_reader_gets_one_letter_in_the_language_they_prefer(reader: User, trees: Trees) -> None:
    UserProfile.objects.create(user=reader, preferred_language="en")
    saved(reader)
    saved(reader, "Malmö")
    other = saved(UserFactory.create(), language="en", frequency="weekly")
    publish(1, "Hjemløse i Malmø", "Homeless people in Malmö")
    english, others = send()
    assert english.subject == "2 new hits in 2 of your searches"
    assert "http://127.0.0.1:8000/en/reports/1/" in english.body
    assert (others.to, others.subject) == ([other.owner.email], "1 new hit: hjemløs")
    assert others.extra_headers["Message-ID"] != english.extra_headers["Message-ID"]


def test_nobody_gets_mail_who_may_not_sign_in_nor_what_is_closed(reader: User, trees: Trees) -> None:
    left = UserFactory.create()
    saved(left)
    saved(reader)
    publish(1, "Hjemløse lukket igen")
    publish(2, "Hjemløse")
    engine().delete([("x.report", 1)])
    User.objects.filter(pk=left.pk).update(is_active=False)
    [letter] = send()
    assert letter.to == [reader.email]
    assert "lukket" not in letter.body


def test_one_address_that_fails_stops_nobody_and_is_tried_again(
    reader: User, trees: Trees, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    other = UserFactory.create()
    for owner in (reader, other):
        saved(owner, frequency="daily")
    publish(1, "Hjemløse")
    with monkeypatch.context() as patched:
        refuse(reader.email, patched)
        with pytest.raises(CommandError, match=f"user {reader.pk}: SMTPRecipientsRefused 550$") as said:
            call_command("send_new_hits", verbosity=0)
    assert SavedSearch.objects.get(owner=reader).mailed_at is None
    assert reader.email not in caplog.text + str(said.value)
    assert f"user {reader.pk}" in caplog.text
    assert [letter.to for letter in mail.outbox] == [[other.email]]
    for _run in range(2):
        call_command("send_new_hits", verbosity=0)
    assert [letter.to for letter in mail.outbox] == [[other.email], [reader.email]]


def test_a_letter_whose_answer_is_lost_is_not_sent_again(
    reader: User, trees: Trees, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(reader)
    publish(1, "Hjemløse")
    deliver: Callable[..., int] = EmailMultiAlternatives.send

    def send_and_wait(self: EmailMultiAlternatives, *args: Any, **options: Any) -> int:
        deliver(self, *args, **options)
        raise SMTPServerDisconnected("Connection unexpectedly closed: timed out")

    monkeypatch.setattr(EmailMultiAlternatives, "send", send_and_wait)
    assert send_due().failed == [f"user {reader.pk}: SMTPServerDisconnected"]
    assert send_due().failed == []
    assert len(mail.outbox) == 1


def test_a_run_beside_another_sends_nothing_twice(reader: User, trees: Trees, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(reader)
    publish(1, "Hjemløse")
    deliver: Callable[..., int] = EmailMultiAlternatives.send

    def send_meanwhile(self: EmailMultiAlternatives, *args: Any, **options: Any) -> int:
        assert send_due().letters == 0
        return deliver(self, *args, **options)

    monkeypatch.setattr(EmailMultiAlternatives, "send", send_meanwhile)
    assert send_due().letters == 1
    assert SavedSearch.objects.get().mail_due_at == next_due("weekly", timezone.now())


def test_a_run_that_is_broken_off_is_made_up_for(reader: User, trees: Trees, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(reader)
    publish(1, "Hjemløse")

    def stop(*args: Any, **options: Any) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(EmailMultiAlternatives, "send", stop)
        with pytest.raises(KeyboardInterrupt):
            send_due()
    assert send_due().letters == 1


def test_a_run_that_was_killed_is_made_up_for_later(
    reader: User, trees: Trees, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(reader)
    publish(1, "Hjemløse")
    SavedSearch.objects.update(mail_due_at=timezone.now() + CLAIM)
    assert send_due().letters == 0
    later = timezone.now() + 2 * CLAIM
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert send_due().letters == 1


def test_a_change_while_a_letter_is_under_way_brings_no_second_one(
    reader: User, trees: Trees, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = saved(reader)
    publish(1, "Hjemløse")
    deliver: Callable[..., int] = EmailMultiAlternatives.send

    def change_and_send(self: EmailMultiAlternatives, *args: Any, **options: Any) -> int:
        saving.change(search, "daily")
        assert send_due().letters == 0
        return deliver(self, *args, **options)

    monkeypatch.setattr(EmailMultiAlternatives, "send", change_and_send)
    assert send_due().letters == 1


def test_a_change_while_a_letter_is_written_leaves_it_to_the_next_run(
    reader: User, trees: Trees, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = saved(reader)
    saved(reader, "Malmø")
    publish(1, "Hjemløse i Malmø")
    with monkeypatch.context() as patched:

        def change_and_write(*args: Any) -> EmailMultiAlternatives:
            saving.change(search, "daily")
            return _letter(*args)

        patched.setattr(digests, "_letter", change_and_write)
        assert send_due().letters == 0
    assert not KnownHit.objects.exists()
    assert send_due().letters == 1
    assert send_due().letters == 0


def test_mail_comes_from_the_beginning_of_the_day() -> None:
    wednesday = datetime(2026, 11, 25, 22, 30, tzinfo=UTC)
    assert next_due("daily", wednesday).isoformat() == "2026-11-26T00:00:00+01:00"
    assert next_due("weekly", wednesday).isoformat() == "2026-11-30T00:00:00+01:00"
    late_on_sunday = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
    assert next_due("weekly", late_on_sunday).isoformat() == "2026-12-07T00:00:00+01:00"


def test_a_trial_run_says_what_would_be_sent(reader: User, trees: Trees) -> None:
    search = saved(reader)
    publish(1, "Hjemløse")
    before = SavedSearch.objects.get().mail_due_at
    said = StringIO()
    call_command("send_new_hits", dry_run=True, stdout=said)
    assert f"user {reader.pk}: new hits: 1, searches: 1" in said.getvalue()
    assert "Letters to send: 1" in said.getvalue()
    assert (mail.outbox, KnownHit.objects.count()) == ([], 0)
    search.refresh_from_db()
    assert search.mail_due_at == before


def test_what_the_feed_has_shown_is_still_told_by_mail(reader: User, client: Client, trees: Trees) -> None:
    search = saved(reader)
    publish(1, "Hjemløse")
    client.get(f"/feeds/search/{search.feed_token}/")
    assert [hit.is_told for hit in KnownHit.objects.all()] == [False]
    assert len(send()) == 1
    assert [hit.is_told for hit in KnownHit.objects.all()] == [True]


def test_a_name_cannot_write_into_the_letter(reader: User, trees: Trees) -> None:
    saved(reader, name="</title><script>alert(1)</script>\r\nBcc: b@example.dk")
    publish(1, "Hjemløse")
    [letter] = send()
    assert letter.subject == "1 nyt resultat: </title><script>alert(1)</script> Bcc: b@example.dk"
    html = str(letter.alternatives[0][0])
    assert "<title>1 nyt resultat: &lt;/title&gt;" in html
    assert "<script" not in html


def test_hits_that_a_letter_has_no_room_for_are_a_link_away(reader: User, trees: Trees) -> None:
    search = saved(reader)
    for pk in range(1, 25):
        publish(pk, f"Hjemløse {pk}")
    [letter] = send()
    assert letter.body.count("/rapporter/") == 20
    for text in (letter.body, str(letter.alternatives[0][0])):
        assert "4 til" in text
        assert f"http://127.0.0.1:8000/search/saved/{search.pk}/hits/" in text
    client = Client()
    client.force_login(reader)
    found = [client.get(f"/search/saved/{search.pk}/hits/?page={page}").content.decode() for page in (1, 2)]
    assert all(f'"/rapporter/{pk}/"' in "".join(found) for pk in range(1, 25))


def links_of(letter: EmailMultiAlternatives) -> list[str]:
    """Return the paths in a letter at which readers stop its mail: about each search, then about all of them."""
    return [line.partition("http://127.0.0.1:8000")[2] for line in letter.body.splitlines() if "/unsubscribe/" in line]


def test_a_link_stops_the_mail_about_its_own_search(reader: User, trees: Trees) -> None:
    first, second = saved(reader, name="Den ene"), saved(reader, "Malmø", name="Hin anden")
    other = saved(reader, "Berlin", name="Den tredje")
    publish(1, "Hjemløse i Malmø")
    [letter] = send()
    own, _second, both = links_of(letter)
    visitor = Client(enforce_csrf_checks=True)
    html = visitor.get(own).content.decode()
    assert 'method="post"' in html
    assert [each.name in html for each in (first, second, other)] == [True, False, False]
    assert SavedSearch.objects.exclude(frequency="never").count() == 3

    for html in (visitor.post(own).content.decode(), visitor.get(own).content.decode()):
        assert "Du får ingen e-mails om nye resultater af denne søgning" in html
        assert [each.name in html for each in (first, second, other)] == [True, False, False]
    assert list(SavedSearch.objects.filter(frequency="never")) == [first]

    assert path(letter) == both
    html = visitor.get(both).content.decode()
    assert [each.name in html for each in (first, second, other)] == [False, True, False]
    first.delete()
    assert "er slettet" in visitor.get(own).content.decode()


def test_mail_programs_stop_all_the_mail_of_a_letter_at_once(reader: User, trees: Trees) -> None:
    told = [saved(reader), saved(reader, "Malmø")]
    other = saved(reader, "Berlin")
    publish(1, "Hjemløse i Malmø")
    [letter] = send()
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.post(path(letter), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert list(SavedSearch.objects.filter(mail_due_at=None, frequency="never").order_by("pk")) == told
    assert SavedSearch.objects.get(pk=other.pk).frequency == "weekly"


def test_a_link_that_is_old_or_made_up_says_so(reader: User, trees: Trees, monkeypatch: pytest.MonkeyPatch) -> None:
    search = saved(reader)
    publish(1, "Hjemløse")
    [letter] = send()
    for wrong in (path(letter)[:-5] + "xxxx/", path(letter).replace(f"/{search.pk}.", "/7.")):
        assert Client().post(wrong).status_code == 404
    monkeypatch.setattr(digests, "LINKS_HOLD", timedelta(seconds=-1))
    old = Client().post(path(letter))
    assert old.status_code == 404
    assert "Linket virker ikke" in old.content.decode()
    assert SavedSearch.objects.get().frequency == "weekly"


def test_queries_do_not_grow_with_the_hits(reader: User, trees: Trees) -> None:
    def queries(pks: range) -> int:
        for pk in pks:
            publish(pk, f"Hjemløse {pk}")
        SavedSearch.objects.update(mail_due_at=timezone.now())
        with CaptureQueriesContext(connection) as captured:
            assert send_due().hits == len(pks)
        return len(captured)

    saved(reader)
    few, many = queries(range(3)), queries(range(3, 40))
    assert many <= few
    assert few <= 16
