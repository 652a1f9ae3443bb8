"""A report begun from a file: the draft it makes, what is to be checked before it is published, and what is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from focusareas.importing import views
from focusareas.models import ReportOriginal, ReportPage, Suggestion
from home.demo.files import docx
from networks.models import Place, Theme
from portal.documents.converter import convert
from portal.models import DocumentText, PortalDocument, PortalImage, User
from tests.addresses import address
from tests.focusareas.importing import styles
from tests.focusareas.importing.styles import Line
from tests.focusareas.writing.sending import FormData, address_of, only_report, send
from tests.portal.documents.files import LOCKED
from tests.portal.documents.writers import word_file

pytestmark = pytest.mark.django_db

State = DocumentText.State
FROM_FILE = "report_from_file"
TEXT: list[Line] = [
    ("title", "Studietur til Berlin"),
    ("p", "12.-14. maj 2008"),
    ("h1", "Det lærte vi"),
    ("p", "Boligen kommer først."),
    ("h1", "Program"),
    ("table", [["Dag", "Sted"], ["Mandag", "Rådhuset"]]),
    ("picture", "Et hus"),
]


@pytest.fixture(autouse=True)
def _here(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep files in a folder of its own, and read them in this process."""
    settings.MEDIA_ROOT = tmp_path

    def read_here(data: bytes, extension: str) -> tuple[State, dict[str, Any]]:
        state, parts = convert(data, extension, 10**6)
        return State(state), parts

    monkeypatch.setattr(views, "take_apart", read_here)


def upload(client: Client, data: bytes, name: str = "Berlin.docx", **fields: Any) -> Any:
    """Send a file as the form at the top of a new report does."""
    return client.post(address(FROM_FILE), {"file": SimpleUploadedFile(name, data), **fields})


def draft_of(report: ReportPage) -> Any:
    return report.get_latest_revision_as_object()


def sent(client: Client, report: ReportPage) -> FormData:
    """Return what the browser sends when nothing is touched."""
    form = client.get(address_of(report)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    ended = {name: value.replace("\n", "\r\n") for name, value in values.items() if isinstance(value, str)}
    return {name: value for name, value in (values | ended).items() if value is not None}


def test_a_file_fills_the_form_of_a_draft(
    author_client: Client,
    author: User,
    berlin: Place,
    housing: Theme,
) -> None:
    response = upload(author_client, styles.danish_word(TEXT))
    report = only_report()
    assert response["Location"] == address_of(report)
    assert (report.live, report.owner) == (False, author)
    draft = draft_of(report)
    assert (draft.title, str(draft.start_date), str(draft.end_date)) == (
        "Studietur til Berlin",
        "2008-05-12",
        "2008-05-14",
    )
    assert (draft.type, list(draft.places.all())) == ("study_tour", [berlin])
    assert draft.learning == "<p>Boligen kommer først.</p>"
    assert [block.block_type for block in draft.body] == ["heading", "table", "figure"]
    assert draft.body[2].value["image"].contextual_alt_text == "Et hus"
    document = PortalDocument.objects.get()
    assert [row.document for row in draft.attachments.all()] == [document]
    assert (document.title, document.uploaded_by_user) == ("Berlin", author)
    html = author_client.get(address_of(report)).content.decode()
    assert html.count('name="checked"') == len(report.original.unchecked) + 1
    assert '<h2 id="original-heading">Berlin.docx</h2>' in html
    assert "Rådhuset" in html


def test_nothing_is_published_unseen(author_client: Client, berlin: Place, housing: Theme) -> None:
    upload(author_client, styles.google([*TEXT[:4], ("p", "Så kommer støtten.")]))
    report = only_report()
    data = sent(author_client, report) | {"themes": [housing.pk], "title": "En anden titel"}
    response = send(author_client, data, "publish", report)
    left = {"start_date", "end_date", "type", "places", "learning"}
    assert set(response.context["form"].errors) == set(report.original.unchecked) - {"title"} == left
    response = send(author_client, data | {"checked": ["type", "places", "learning"]}, "autosave", report)
    assert ReportOriginal.objects.get().unchecked == ["start_date", "end_date"]
    response = send(author_client, data | {"checked": "all"}, "publish", report)
    assert only_report().live
    assert not ReportOriginal.objects.exists()


def test_sent_twice_makes_one_report(
    author_client: Client,
    writer: Callable[..., User],
) -> None:
    key = str(author_client.get(address("write_report")).context["key"])
    for _time in range(2):
        upload(author_client, docx(["Rejsen", "Vi lærte meget."]), key=key)
    assert only_report().draft_title == "Rejsen"
    assert PortalDocument.objects.count() == 1
    other = Client()
    other.force_login(writer("kollega"))
    assert upload(other, docx(["Mere"]), key=key).status_code == 403


def test_an_unknown_place_is_suggested(author_client: Client, report_list: Any) -> None:
    upload(author_client, docx(["Studietur til Utrecht", "Vi lærte meget."]))
    assert Suggestion.objects.get().name == "Utrecht"
    assert "suggested_places" in only_report().original.unchecked


REFUSED = [
    ("rapport.docx", LOCKED["docx"], "låst med en adgangskode", "locked with a password"),
    ("rapport.odt", LOCKED["odt"], "låst med en adgangskode", "locked with a password"),
    ("rapport.docx", b"PK\3\4 noget", "kan ikke læses", "cannot be read"),
    ("rapport.docx", docx([""]), "ingen tekst", "no text"),
    ("rapport.doc", b"", "ældre slags", "older kind"),
    ("rapport.pdf", b"%PDF", "Kun Word-filer", "Only Word files"),
]


@pytest.mark.parametrize(("name", "data", "danish", "english"), REFUSED)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(
    author_client: Client,
    report_list: Any,
    name: str,
    data: bytes,
    danish: str,
    english: str,
) -> None:
    for language, words in (("da", danish), ("en", english)):
        response = author_client.post(
            address(FROM_FILE, language=language), {"file": SimpleUploadedFile(name, data or b" ")}
        )
        assert words in response.context["import_error"]
        assert "id_file-error" in response.content.decode()
    assert not ReportPage.objects.exists()
    assert not PortalDocument.objects.exists()


def test_a_file_may_be_missing_or_too_large_or_the_reader_broken(
    author_client: Client,
    report_list: Any,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert author_client.post(address(FROM_FILE)).context["import_error"] == "Vælg en fil."
    assert author_client.get(address(FROM_FILE))["Location"] == address("write_report")

    def fail(data: bytes, extension: str) -> Any:
        raise RuntimeError

    monkeypatch.setattr(views, "take_apart", fail)
    assert "i øjeblikket" in upload(author_client, docx(["x"])).context["import_error"]
    settings.DOCUMENT_TEXT_MAX_MB = 0
    assert "større end" in upload(author_client, docx(["x"])).context["import_error"]
    assert not ReportPage.objects.exists()


def test_what_is_left_out_is_told_in_the_readers_language(author_client: Client, report_list: Any) -> None:
    comments = '<w:r><w:commentReference w:id="1"/></w:r>' * 3
    deleted = "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
    upload(author_client, word_file(f"<w:p><w:r><w:t>Vi lærte meget.</w:t></w:r>{comments}{deleted}</w:p>"))
    told = {
        language: author_client.get(address("edit_report", str(only_report().pk), language=language)).context[
            "left_out"
        ]
        for language in ("da", "en")
    }
    assert told["en"][:2] == ["3 comments are left out.", "1 deletion that the file keeps track of is left out."]
    assert told["da"][0] == "3 kommentarer er ikke taget med."
    assert len(told["da"]) == len(told["en"]) == 3


def test_deleting_the_draft_deletes_all_of_the_file(author_client: Client, report_list: Any) -> None:
    upload(author_client, styles.word(TEXT))
    author_client.post(address("delete_report", str(only_report().pk)))
    assert not ReportPage.objects.exists()
    assert not ReportOriginal.objects.exists()
    assert not PortalDocument.objects.exists()
    assert PortalImage.objects.count() == 1


def test_what_the_reading_process_says_is_not_trusted(
    author_client: Client, report_list: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = '<p>Vi lærte<script>alert(1)</script> <a href="javascript:alert(1)" onclick="x">meget</a>.</p>'
    parts = {"pieces": [{"kind": "text", "html": html}], "pictures": [], "title": "<b>T", "told": {}}
    monkeypatch.setattr(views, "take_apart", lambda data, extension: (State.READ, parts))
    upload(author_client, docx(["x"]))
    shown = author_client.get(address_of(only_report())).content.decode()
    for said in (draft_of(only_report()).learning, shown):
        for part in ("alert(1)</script>", "javascript:alert", "onclick=", "<b>T"):
            assert part not in said, part


def test_readers_may_not(writer: Callable[..., User], client: Client) -> None:
    client.force_login(writer("laeser", "reader"))
    assert upload(client, docx(["x"])).status_code == 403
