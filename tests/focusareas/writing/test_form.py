"""A report written in the form: what is saved, who may, and what two saves make."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from focusareas.models import ActivityReportPage, ReportPage, TripReportPage
from networks.models import Place, Theme
from portal.models import User
from tests.addresses import address
from tests.focusareas.factories import ActivityFactory
from tests.focusareas.writing.sending import FormData, address_of, form_of, only_report, send
from tests.networks.factories import PersonFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def draft() -> Any:
    """Return the latest text of the one report there is."""
    return only_report().get_latest_revision_as_object()


def test_a_draft_is_saved_with_what_there_is(author: User, author_client: Client, berlin: Place) -> None:
    response = send(author_client, {"places": [berlin.pk], "learning": "Vi lærte **meget**."})
    report = only_report()
    assert response["Location"] == address_of(report)
    assert not report.live
    assert report.owner == author
    assert report.draft_title == "Rapport uden titel"
    assert list(draft().places.all()) == [berlin]
    assert draft().learning == "<p>Vi lærte <strong>meget</strong>.</p>"
    assert author_client.get(address_of(report)).context["form"]["title"].value() == ""


def test_a_new_report_knows_its_authors_office(author: User, author_client: Client) -> None:
    person = PersonFactory.create(user=author)
    form = author_client.get(address_of()).context["form"]
    assert form["office"].value() == person.office_id
    assert form["authors"].value() == [person.pk]


def test_a_text_edited_elsewhere_is_kept_to_the_byte(author_client: Client, complete: FormData) -> None:
    send(author_client, complete)
    edited = draft()
    edited.learning = '<p data-block-key="x1">Vi <b>lærte</b> noget.</p>'
    edited.save_revision(user=edited.owner)
    form = author_client.get(address_of(edited)).context["form"]
    send(author_client, complete | {"title": "Andet", "learning": form["learning"].value()}, report=edited)
    assert draft().learning == '<p data-block-key="x1">Vi <b>lærte</b> noget.</p>'
    assert draft().title == "Andet"


def test_what_cannot_be_read_stops_nothing_else_from_being_saved(author_client: Client, complete: FormData) -> None:
    send(author_client, complete)
    report = only_report()
    response = send(author_client, complete | {"title": "Andet", "start_date": "i går"}, report=report)
    assert response.status_code == 200
    assert "start_date" in response.context["form"].errors
    assert b'value="i g\xc3\xa5r"' in response.content
    assert draft().title == "Andet"
    assert str(draft().start_date) == "2007-05-01"


@pytest.mark.parametrize("name", ["title", "start_date", "end_date", "type", "places", "learning", "themes"])
def test_publishing_asks_for_what_is_needed_and_keeps_the_rest(
    author_client: Client, complete: FormData, name: str
) -> None:
    del complete[name]
    response = send(author_client, complete, "publish")
    assert list(response.context["form"].errors) == [name]
    assert not only_report().live


def test_the_end_of_a_published_report_comes_after_its_beginning(author_client: Client, complete: FormData) -> None:
    response = send(author_client, complete | {"end_date": "2007-04-01"}, "publish")
    assert list(response.context["form"].errors) == ["end_date"]


def test_saving_twice_from_a_new_form_makes_one_report(author_client: Client, complete: FormData) -> None:
    hidden = form_of(author_client)
    for title in ("Første", "Anden"):
        response = send(author_client, hidden | complete | {"title": title}, "autosave")
        assert response.status_code == 200
    assert only_report().draft_title == "Anden"


def test_a_new_report_is_not_begun_in_anothers(
    author_client: Client, complete: FormData, writer: Callable[..., User]
) -> None:
    send(author_client, complete)
    other = Client()
    other.force_login(writer("kollega"))
    hidden = {"key": str(only_report().translation_key), "version": "", "autosaved": ""}
    assert send(other, hidden | complete).status_code == 403


def test_autosaving_takes_the_place_of_the_forms_own_revision(author_client: Client, complete: FormData) -> None:
    send(author_client, complete)
    report = only_report()
    hidden = form_of(author_client, report)
    for title in ("En", "To", "Tre"):
        answer = send(author_client, complete | hidden | {"title": title}, "autosave", report).json()
        hidden |= {"version": answer["version"], "autosaved": answer["autosaved"]}
        assert answer["address"] == address_of(report)
    assert draft().title == "Tre"
    assert report.revisions.count() == 2


def test_autosaving_takes_the_place_of_no_published_text(author_client: Client, complete: FormData) -> None:
    answer = send(author_client, complete, "autosave").json()
    report = only_report()
    report.latest_revision.publish()
    hidden = {"version": answer["version"], "autosaved": answer["autosaved"], "key": ""}
    send(author_client, complete | hidden | {"title": "Ny"}, "autosave", report)
    assert report.revisions.count() == 2
    assert only_report().title == complete["title"]


@pytest.mark.parametrize("kind", ["visit_received", "study_tour"])
def test_the_kind_of_page_follows_the_type_until_it_is_published(
    author_client: Client, complete: FormData, kind: str
) -> None:
    send(author_client, complete | {"type": kind})
    other = "visit_received" if kind == "study_tour" else "study_tour"
    send(author_client, complete | {"type": other}, report=only_report())
    expected = ActivityReportPage if other == "visit_received" else TripReportPage
    assert type(only_report()) is expected
    assert type(draft()) is expected
    assert only_report().revisions.count() == 2
    send(author_client, complete | {"type": other}, "publish", only_report())
    assert only_report().live
    send(author_client, complete | {"type": kind}, "publish", only_report())
    assert type(only_report()) is expected
    assert ReportPage.objects.get(locale__language_code="da").type == kind


def test_a_seminar_in_denmark_is_an_activity_at_home(author_client: Client, complete: FormData) -> None:
    copenhagen = PlaceFactory.create(name_da="København", slug="koebenhavn", country="DK")
    send(author_client, complete | {"type": "seminar", "places": [copenhagen.pk]})
    assert isinstance(only_report(), ActivityReportPage)


def test_colleagues_and_readers_may_not_touch_it(
    author_client: Client, complete: FormData, writer: Callable[..., User], client: Client
) -> None:
    send(author_client, complete)
    report = only_report()
    names = ("edit_report", "preview_report", "delete_report")
    for username, role in (("kollega", "staff"), ("laeser", "reader")):
        client.force_login(writer(username, role))
        for name in names:
            assert client.get(address(name, str(report.pk))).status_code == 403, (role, name)
        assert client.post(address_of(report), complete).status_code == 403
    client.force_login(writer("redaktoer", "coordinator"))
    assert client.get(address_of(report)).status_code == 200
    assert client.get(address("delete_report", str(report.pk))).status_code == 403


def test_the_preview_shows_the_draft_with_all_it_is_tied_to(
    author_client: Client, complete: FormData, housing: Theme
) -> None:
    send(author_client, complete)
    report = only_report()
    send(author_client, complete | {"title": "Ny titel"}, report=report)
    response = send(author_client, complete | {"title": "Nyeste titel"}, "preview", report)
    html = author_client.get(response["Location"]).content.decode()
    for text in ("Nyeste titel", "<strong>meget</strong>", "Berlin", str(housing)):
        assert text in html, text


def test_a_draft_is_deleted_once_it_was_asked_for(author_client: Client, complete: FormData) -> None:
    send(author_client, complete)
    delete = address("delete_report", str(only_report().pk))
    assert author_client.get(delete).status_code == 200
    assert author_client.post(delete)["Location"] == address("own_reports")
    assert not ReportPage.objects.exists()


def test_a_report_once_published_is_not_deleted_here(author_client: Client, complete: FormData) -> None:
    send(author_client, complete, "publish")
    report = only_report()
    report.unpublish()
    assert author_client.post(address("delete_report", str(report.pk))).status_code == 403


def test_the_form_is_shown_in_the_readers_language(author_client: Client, language: str, berlin: Place) -> None:
    html = author_client.get(address("write_report", language=language)).content.decode()
    assert {"da": "Det lærte vi", "en": "What we learned"}[language] in html


def test_a_report_on_an_activity_begins_with_what_is_known_of_it(
    author: User, author_client: Client, berlin: Place
) -> None:
    person = PersonFactory.create(user=author)
    colleague = PersonFactory.create()
    activity = ActivityFactory.create(type="study_tour", actual_start="2007-05-01", actual_end="2007-05-03")
    activity.places.add(berlin)
    activity.participants.add(colleague)
    shown = author_client.get(address("write_report"), {"activity": activity.pk}).context["form"].initial
    assert (str(shown["start_date"]), str(shown["end_date"]), shown["type"]) == (
        "2007-05-01",
        "2007-05-03",
        "study_tour",
    )
    assert (shown["activities"], shown["places"]) == ([activity.pk], [berlin.pk])
    assert set(shown["authors"]) == {person.pk, colleague.pk}


@pytest.mark.parametrize("asked", ["0", "x", "9" * 30])
def test_a_report_on_an_activity_there_is_not_begins_empty(author_client: Client, asked: str) -> None:
    response = author_client.get(address("write_report"), {"activity": asked})
    assert response.context["form"].initial["activities"] == []
