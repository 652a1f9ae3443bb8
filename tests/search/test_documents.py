"""Uploaded documents are found by their text, by those who may open them, and the index follows them."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, ReferenceIndex

from focusareas.attachments import withheld
from focusareas.models import ReportAttachment, ReportPage, TripReportPage
from home.models import ContentPage
from portal.documents import reading
from portal.models import DocumentText, PortalDocument
from search import freshness
from search.facets import Facet
from search.languages import language_of
from search.models import SearchDocument, StaleDocument
from tests.addresses import address
from tests.conftest import Trees
from tests.focusareas.gathering import Gathering
from tests.search.finding import Committed, assert_true, choices, document, open_choices, queries, row, settle, text

pytestmark = pytest.mark.django_db
State = DocumentText.State
SignIn = Callable[[str], Client]
DATES = {"start_date": dt.date(2008, 4, 1), "end_date": dt.date(2008, 4, 2)}
DANISH = "Vi så på herberger, og det var en god dag."


@pytest.fixture(autouse=True)
def _read_here(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the files apart, and read them without starting a process each."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(reading, "_read_in_a_process", lambda data, _extension: (State.READ, data.decode()))


def upload(content: str = DANISH, title: str = "Notat", **values: Any) -> PortalDocument:
    file = ContentFile(content.encode(), name="notat_fra_turen.txt")
    return PortalDocument.objects.create(title=title, file=file, **values)


def hits(client: Client, words: str, language: str = "da", **parameters: str) -> list[Any]:
    found = client.get(address("search", language=language), {"q": words, "format": "json", **parameters})
    results: list[Any] = found.json()["results"]
    return results


def test_index_follows_upload_replacement_rename_opening_and_deletion(trees: Trees, committed: Committed) -> None:
    settle()
    with committed():
        notes = upload()
    assert "herberger" in text(notes)
    with committed():
        notes.file = ContentFile(b"We looked at the shelters of the city.", name="notat.txt")
        notes.save()
    assert "shelters" in text(notes, "en")
    assert notes.url in text(notes, "en")
    with committed():
        notes.title, notes.is_public = "Rejsenoter", True
        notes.save()
    assert "Rejsenoter" in text(notes, "en")
    assert SearchDocument.objects.filter(object_id=notes.pk, audience=SearchDocument.Audience.EVERYBODY).exists()
    assert_true()
    with committed():
        notes.delete()
    assert row(notes) is None
    assert_true()


def test_hit_says_that_it_is_a_file_and_which(
    trees: Trees, committed: Committed, reader_client: Client, client: Client
) -> None:
    with committed():
        upload("Et herberg for kvinder")
        report = upload("Et herberg for mænd")
    PortalDocument.objects.filter(pk=report.pk).update(file_size=123_456, file="documents/rapport.docx")
    settle()
    page = reader_client.get(address("search", language="en"), {"q": "herberg"}).content.decode()
    assert "<span>Word, 120.6\xa0KB</span>" in page
    assert "<span>TXT</span>" in page
    assert [hit["kind"] for hit in hits(reader_client, "herberg", "en")] == ["document"] * 2
    assert hits(reader_client, "notat fra turen")
    # The box in the header offers pages only.
    assert "herberg" not in reader_client.get(address("search_suggestions"), {"q": "notat"}).content.decode()


def test_visitors_find_open_documents_only(
    trees: Trees, committed: Committed, client: Client, reader_client: Client
) -> None:
    with committed():
        upload("Det lukkede herberg")
        upload("Det åbne herberg", is_public=True)
    visitor = Client()
    assert [hit["highlight"] for hit in hits(visitor, "herberg")] == ["Det åbne <mark>herberg</mark>"]
    assert not hits(visitor, "lukkede")
    assert len(hits(reader_client, "herberg")) == 2


def test_closed_collection_is_left_out(trees: Trees, committed: Committed) -> None:
    root = Collection.get_first_root_node()
    outer, inner = root.add_child(name="Ledelsen"), root.add_child(name="Noter")
    with committed():
        notes = upload(collection=inner)
        CollectionViewRestriction.objects.create(collection=outer, restriction_type="groups")
    assert row(notes)
    with committed():
        inner.move(outer, "sorted-child")
        freshness.note_expired()
    assert row(notes) is None
    with committed():
        CollectionViewRestriction.objects.all().delete()
    assert row(notes)
    assert_true()


def test_documents_moved_into_a_closed_collection_together_are_left_out(
    trees: Trees, committed: Committed, client_as: SignIn
) -> None:
    closed = Collection.get_first_root_node().add_child(name="Ledelsen")
    with committed():
        notes = upload()
        CollectionViewRestriction.objects.create(collection=closed, restriction_type="groups")
    assert row(notes)
    move = reverse("wagtail_bulk_action", args=["portal", "portaldocument", "add_to_collection"])
    with committed():
        client_as("administrator").post(f"{move}?id={notes.pk}", {"collection": closed.pk})
    assert row(notes) is None


def test_files_of_an_unpublished_report_are_withheld_until_it_is_published(
    gathering: Gathering, committed: Committed, client_as: SignIn, client: Client
) -> None:
    with committed():
        report = gathering.reports.add_child(
            instance=TripReportPage(title="Kladde", slug="kladde", live=False, **DATES)
        )
        notes = upload(is_public=True)
        ReportAttachment.objects.create(report=report, document=notes)
    reader, staff = client_as("reader"), client_as("staff")
    assert row(notes) is None
    assert [each.get(notes.url).status_code for each in (client, reader, staff)] == [302, 404, 200]
    assert_true()
    with committed():
        report.save_revision().publish()
    assert row(notes)
    assert [each.get(notes.url).status_code for each in (client, reader, staff)] == [200, 200, 200]
    with committed():
        TripReportPage.objects.get(pk=report.pk).unpublish()
    assert row(notes) is None
    # One that another report shows stays.
    with committed():
        ReportAttachment.objects.create(report=TripReportPage.objects.danish().get(live=True), document=notes)
    assert row(notes)
    assert reader.get(notes.url).status_code == 200
    assert_true()


@pytest.mark.parametrize("is_live", [False, True])
def test_files_of_a_draft_are_withheld_while_it_is_one(
    gathering: Gathering, committed: Committed, client_as: SignIn, is_live: bool
) -> None:
    """What is attached in the editing form is in the draft only, until that is published."""
    report = gathering.reports.add_child(instance=TripReportPage(title="Ny", slug="ny", live=is_live, **DATES))
    with committed():
        notes, dropped = upload(), upload()
        report.attachments = [ReportAttachment(document=notes), ReportAttachment(document=dropped)]
        draft = report.save_revision()
    assert row(notes) is row(dropped) is None
    assert client_as("reader").get(notes.url).status_code == 404
    with committed():
        report.attachments = [ReportAttachment(document=notes)]
        draft = report.save_revision(overwrite_revision=draft)
    assert row(notes) is None
    assert row(dropped)
    assert_true()
    with committed():
        draft.publish()
    assert row(notes)
    assert_true()


def test_a_file_that_a_live_page_shows_is_not_withheld_for_a_draft(gathering: Gathering, trees: Trees) -> None:
    notes = upload()
    report = gathering.reports.add_child(instance=TripReportPage(title="Ny", slug="ny", live=False, **DATES))
    ReportAttachment.objects.create(report=report, document=notes)
    assert withheld() == {notes.pk}
    text = f'<p><a linktype="document" id="{notes.pk}">Noter</a></p>'
    page = trees.danish.add_child(instance=ContentPage(title="Om", slug="om", body=[("text", text)]))
    ReferenceIndex.create_or_update_for_object(page)
    assert withheld() == set()
    page.unpublish()
    assert withheld() == {notes.pk}


def test_document_takes_the_choices_of_its_report(gathering: Gathering, committed: Committed) -> None:
    report = TripReportPage.objects.danish().get()
    with committed():
        notes = upload()
    assert choices(document(notes), Facet.YEAR) == {str(timezone.localdate().year)}
    with committed():
        ReportAttachment.objects.create(report=report, document=notes)
    assert choices(document(notes), Facet.THEME) == {"hjemloeshed"}
    assert choices(document(notes), Facet.PLACE) == {"berlin"}
    assert choices(document(notes), Facet.YEAR) == {str(report.start_date.year)}
    # Nobody is told of a closed report by its open attachment.
    assert not open_choices(document(notes), Facet.THEME)
    ReportPage.objects.filter(translation_key=report.translation_key, locale__language_code="en").update(is_public=True)
    assert open_choices(document(notes), Facet.THEME) == {"hjemloeshed"}
    settle()
    with committed():
        report.start_date = report.end_date = dt.date(2001, 2, 3)
        report.save()
    assert choices(document(notes), Facet.YEAR) == {"2001"}
    assert_true()


def test_renaming_a_theme_leaves_most_long_files_to_the_scheduler(
    gathering: Gathering, committed: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = TripReportPage.objects.danish().get()
    for _number in range(3):
        ReportAttachment.objects.create(report=report, document=upload())
    settle()
    monkeypatch.setattr(freshness, "LONG_AT_ONCE", 1)
    with committed():
        gathering.theme.name_da = "Boligløshed"
        gathering.theme.save()
    assert "Boligløshed" in text(report)
    assert set(StaleDocument.objects.values_list("model", flat=True)) == {"portal.portaldocument"}
    assert StaleDocument.objects.count() == 2
    call_command("update_search", verbosity=0)
    assert_true()


def test_language_is_told_by_common_words() -> None:
    assert language_of("The shelters of the city") == "en"
    assert language_of("Herberger i byen og på landet") == "da"
    assert language_of("Budget 2008") == "da"


def test_queries_do_not_grow(gathering: Gathering) -> None:
    report = TripReportPage.objects.danish().get()
    documents = [upload() for _number in range(30)]
    for each in documents[::2]:
        ReportAttachment.objects.create(report=report, document=each)
    keys = [each.pk for each in documents]
    assert queries(PortalDocument, keys[:3]) == queries(PortalDocument, keys) <= 12


def test_command_reads_what_is_left(trees: Trees, committed: Committed, capsys: pytest.CaptureFixture[str]) -> None:
    waiting, broken, without = upload("En venter"), upload("En gik galt"), upload("En er gammel")
    done = upload("En er læst")
    DocumentText.objects.filter(document=broken).update(state=State.BROKEN)
    DocumentText.objects.filter(document=done).update(state=State.READ)
    DocumentText.objects.filter(document=without).delete()
    settle()
    with committed():
        call_command("read_documents")
    assert "2 documents looked at, 2 read to the end" in capsys.readouterr().out
    assert "venter" in text(waiting)
    assert "gammel" in text(without)
    assert "galt" not in text(broken)
    with committed():
        call_command("read_documents", "--again")
    assert "1 documents looked at, 1 read to the end" in capsys.readouterr().out
    assert "galt" in text(broken)
    assert not DocumentText.objects.get(document=done).text
