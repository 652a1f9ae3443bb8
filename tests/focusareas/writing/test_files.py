"""Attachments and pictures of a report: checked when they come, gone when they are taken away."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ReferenceIndex

from focusareas.writing import files
from home.models import ContentPage
from portal.models import PortalDocument, PortalImage
from tests.addresses import address
from tests.conftest import Trees
from tests.focusareas.writing.sending import FormData, address_of, only_report, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def note(name: str = "noter.txt", content: bytes = b"Noter") -> SimpleUploadedFile:
    """Return a file as the browser sends it."""
    return SimpleUploadedFile(name, content)


def picture() -> SimpleUploadedFile:
    """Return a picture as the browser sends it."""
    return SimpleUploadedFile("hus.png", get_test_image_file().file.getvalue())


def test_files_are_attached_and_taken_away_again(author_client: Client, complete: FormData) -> None:
    send(author_client, complete | {"documents": [note("en.txt"), note("to.txt", b"To")]})
    shown = author_client.get(address_of(only_report())).context["attachments"]
    assert [document.title for document in shown] == ["en", "to"]
    assert shown[0].file_size == len(b"Noter")
    send(author_client, complete | {"remove_attachment": [shown[0].pk]}, report=only_report())
    assert [each.title for each in author_client.get(address_of(only_report())).context["attachments"]] == ["to"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.exe", b"MZ"), ("x.pdf", b"MZ"), ("x.docx", b"%PDF"), ("x.txt", b"a\0b"), ("x.svg", b"<svg/>")],
)
def test_a_file_of_another_kind_is_refused_and_the_rest_is_saved(
    author_client: Client, complete: FormData, name: str, content: bytes
) -> None:
    response = send(author_client, complete | {"documents": [note(name, content), note()]})
    assert name in response.content.decode()
    assert [document.title for document in PortalDocument.objects.all()] == ["noter"]
    assert only_report().draft_title == complete["title"]


def test_a_file_that_is_too_large_is_refused(
    author_client: Client, complete: FormData, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 3)
    response = send(author_client, complete | {"documents": [note()]})
    assert "noter.txt" in response.content.decode()
    assert not PortalDocument.objects.exists()


def test_a_picture_is_published_once_it_is_told_in_words(author_client: Client, complete: FormData) -> None:
    send(author_client, complete | {"pictures": [picture()]}, "publish")
    assert not only_report().live
    shown = author_client.get(address_of(only_report())).context["pictures"]
    words = {f"alternative-{shown[0].key}": "Et hus ved en kanal"}
    response = send(author_client, complete | words, "publish", only_report())
    html = author_client.get(response["Location"]).content.decode()
    assert 'alt="Et hus ved en kanal"' in html


def test_a_picture_is_taken_away_and_the_rest_of_the_text_stays(author_client: Client, complete: FormData) -> None:
    send(author_client, complete | {"pictures": [picture()]})
    draft: Any = only_report().get_latest_revision_as_object()
    draft.body.insert(0, ("heading", "Programmet"))
    draft.save_revision(user=draft.owner)
    shown = author_client.get(address_of(only_report())).context["pictures"]
    send(author_client, complete | {"remove_picture": [shown[0].key]}, report=only_report())
    draft = only_report().get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == ["heading"]


def test_what_is_no_picture_is_refused(author_client: Client, complete: FormData) -> None:
    response = send(author_client, complete | {"pictures": [note("hus.png")]})
    assert "hus.png" in response.content.decode()
    assert not PortalImage.objects.exists()


def test_the_files_of_a_deleted_draft_are_deleted_with_it(author_client: Client, complete: FormData) -> None:
    kept = PortalDocument.objects.create(title="Andres", file=note("andres.txt"))
    send(author_client, complete | {"documents": [note()]})
    draft: Any = only_report().get_latest_revision_as_object()
    draft.attachments.add(draft.attachments.model(document=kept))
    draft.save_revision(user=draft.owner)
    author_client.post(address("delete_report", str(only_report().pk)))
    assert list(PortalDocument.objects.all()) == [kept]


def test_a_file_that_another_page_links_to_outlives_the_draft(
    author_client: Client, complete: FormData, trees: Trees
) -> None:
    send(author_client, complete | {"documents": [note()]})
    linked = PortalDocument.objects.get()
    text = f'<p><a linktype="document" id="{linked.pk}">Noter</a></p>'
    page = trees.danish.add_child(instance=ContentPage(title="Om", slug="om", body=[("text", text)]))
    ReferenceIndex.create_or_update_for_object(page)
    author_client.post(address("delete_report", str(only_report().pk)))
    assert list(PortalDocument.objects.all()) == [linked]
