"""The text of uploaded files is read in a process of its own, within limits, and follows the file."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from portal.documents import reading
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
    tell = "import json, os; print(json.dumps({'state': 'read', 'text': ' '.join(os.environ)}))"
    monkeypatch.setattr(reading, "READER", [sys.executable, "-c", tell])
    assert "SECRET_KEY" not in upload(b"x").text


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


def test_editor_is_told_in_form_and_list(
    upload: Callable[..., DocumentText], client_as: Callable[[str], Client]
) -> None:
    document = upload(b"\0", "notat.txt").document
    client = client_as("coordinator")
    note = str(State.BROKEN.label)
    assert note in client.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
    assert note in client.get(reverse("wagtaildocs:index")).content.decode()
    assert note in client.get(reverse("wagtaildocs:index_results")).content.decode()
    DocumentText.objects.all().delete()
    assert client.get(reverse("wagtaildocs:index")).status_code == 200
