"""The text of uploaded files is read in a process of its own, within limits, and follows the file."""

import signal
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from portal.documents import reading
from portal.documents.reading import known_text
from portal.models import DocumentText, PortalDocument
from tests.portal.documents.files import FILES, WORDS, zipped

# Runs what waits for the commit, as `django_capture_on_commit_callbacks` does.
Committed = Callable[..., AbstractContextManager[Any]]

pytestmark = pytest.mark.django_db
State = DocumentText.State


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def upload(django_capture_on_commit_callbacks: Committed) -> Callable[..., DocumentText]:
    """Return a function that saves a document with a file and returns what was read."""

    def save(content: bytes, name: str = "notat.txt", document: PortalDocument | None = None) -> DocumentText:
        document = document or PortalDocument(title="Notat")
        document.file = ContentFile(content, name=name)
        with django_capture_on_commit_callbacks(execute=True):
            document.save()
        return DocumentText.objects.get(document=document)

    return save


def test_uploaded_file_is_read(upload: Callable[..., DocumentText]) -> None:
    found = upload(FILES["pdf"], "Notat.PDF")
    assert (found.state, found.text) == (State.READ, WORDS)


def test_new_file_is_read_and_another_title_is_not(
    upload: Callable[..., DocumentText], django_capture_on_commit_callbacks: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = upload(b"Det gamle").document
    document.file = ContentFile(b"Det nye", name="notat.txt")
    document.save()
    # The old text is gone at once, whenever the task comes to it.
    assert not DocumentText.objects.get(document=document).text
    assert upload(b"Det nyeste", document=document).text == "Det nyeste"
    monkeypatch.setattr(reading, "READER", [])
    with django_capture_on_commit_callbacks(execute=True):
        document.title = "Andet"
        document.save()
    assert DocumentText.objects.get(document=document).text == "Det nyeste"


def test_file_replaced_while_it_is_read(upload: Callable[..., DocumentText], monkeypatch: pytest.MonkeyPatch) -> None:
    known = upload(b"Det gamle")
    DocumentText.objects.update(file_name="documents/another.txt", state=State.WAITING, text="")
    reading.read(known)
    assert DocumentText.objects.get().state == State.WAITING


def test_corrected_file_of_the_same_name_is_read(
    upload: Callable[..., DocumentText],
    client_as: Callable[[str], Client],
    django_capture_on_commit_callbacks: Committed,
) -> None:
    """The editing form puts the new file in the place of the old one."""
    document = upload(b"Det gamle").document
    document.refresh_from_db()
    corrected = SimpleUploadedFile("notat.txt", b"Det nye")
    form = {"title": "Notat", "collection": document.collection_id, "file": corrected}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client_as("coordinator").post(reverse("wagtaildocs:edit", args=[document.pk]), form)
    assert answer.status_code == 302
    known = DocumentText.objects.get(document=document)
    assert (known.file_name, known.text) == (document.file.name, "Det nye")


def test_two_tasks_may_begin_with_a_document_at_the_same_time(
    upload: Callable[..., DocumentText], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = upload(b"Det gamle").document
    # As if the other had noted the document after this one looked.
    monkeypatch.setattr(QuerySet, "first", lambda rows: None)
    assert known_text(document).state == State.WAITING


def test_what_was_read_until_the_reader_was_killed_is_kept(
    upload: Callable[..., DocumentText], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DOCUMENT_TEXT_MAX_SECONDS = 1
    begin = "import os, sys, time; sys.stdout.buffer.write('Første sidé'.encode()[:-1]); sys.stdout.flush(); "
    for end in ("time.sleep(60)", "os.kill(os.getpid(), 9)"):
        monkeypatch.setattr(reading, "READER", [sys.executable, "-c", begin + end])
        known = upload(b"x")
        assert (known.state, known.text) == (State.CUT, "Første sid")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_reader_stopped_with_the_worker_leaves_the_document_waiting(
    upload: Callable[..., DocumentText], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    with monkeypatch.context() as stopped:
        stop = f"import os, signal; signal.signal({number}, signal.SIG_DFL); os.kill(os.getpid(), {number})"
        stopped.setattr(reading, "READER", [sys.executable, "-c", stop])
        assert upload(b"Teksten").state == State.WAITING
    call_command("read_documents", verbosity=0)
    assert DocumentText.objects.get().text == "Teksten"


def test_a_document_that_fails_holds_up_no_other(
    upload: Callable[..., DocumentText], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = upload(b"Det ene").document, upload(b"Det andet").document
    DocumentText.objects.update(state=State.WAITING, text="")
    read = reading.text_of

    def fail(document: PortalDocument) -> tuple[str, str]:
        if document.pk == first.pk:
            raise OSError("disk full")
        return read(document)

    monkeypatch.setattr(reading, "text_of", fail)
    with pytest.raises(CommandError, match=f"{first.pk}: disk full"):
        call_command("read_documents", verbosity=0)
    assert DocumentText.objects.get(document=second).text == "Det andet"


def test_parser_that_hangs_is_killed(
    upload: Callable[..., DocumentText], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DOCUMENT_TEXT_MAX_SECONDS = 1
    monkeypatch.setattr(reading, "GRACE_SECONDS", 0)
    monkeypatch.setattr(reading, "READER", [sys.executable, "-c", "import time; time.sleep(60)"])
    assert upload(b"x").state == State.TOO_HARD


def test_parser_that_takes_too_much_time_or_memory_is_stopped(
    upload: Callable[..., DocumentText], settings: Any
) -> None:
    settings.DOCUMENT_TEXT_MAX_MEMORY_MB = 150
    part = f"<w><p><t>{'a' * 60_000_000}</t></p></w>"
    assert upload(zipped({"word/document.xml": part}), "bombe.docx").state == State.TOO_HARD


def test_too_large_file_is_not_read(
    upload: Callable[..., DocumentText], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DOCUMENT_TEXT_MAX_MB = 1
    monkeypatch.setattr(reading, "READER", [])
    assert upload(b"x" * (1024 * 1024 + 1)).state == State.TOO_LARGE


def test_parser_knows_no_secrets(upload: Callable[..., DocumentText], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hemmelig")
    tell = "import os; print(' '.join(os.environ), end='\\0read')"
    monkeypatch.setattr(reading, "READER", [sys.executable, "-c", tell])
    known = upload(b"x")
    assert known.state == State.READ
    assert "SECRET_KEY" not in known.text


def test_missing_file_and_reader_that_does_not_start(
    upload: Callable[..., DocumentText], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lost file is the file's fault; a reader that is broken leaves it waiting, and nobody gets an error."""
    monkeypatch.setattr(reading, "READER", [sys.executable, "-c", "raise ImportError"])
    known = upload(b"x")
    assert known.state == State.WAITING
    Path(known.document.file.path).unlink()
    reading.read(known)
    assert DocumentText.objects.get().state == State.BROKEN


@pytest.mark.parametrize("state", State)
def test_editor_is_told_in_form_and_list(
    upload: Callable[..., DocumentText], client_as: Callable[[str], Client], state: DocumentText.State
) -> None:
    document = upload(b"x").document
    DocumentText.objects.update(state=state)
    client = client_as("coordinator")
    pages = [
        reverse("wagtaildocs:edit", args=[document.pk]),
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:index_results"),
    ]
    for page in pages:
        assert str(state.label) in client.get(page).content.decode()
    # One uploaded before there was a search of texts.
    DocumentText.objects.all().delete()
    assert str(State.WAITING.label) in client.get(reverse("wagtaildocs:index")).content.decode()
