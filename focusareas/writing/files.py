"""Attachments and pictures of a report that is being written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from focusareas.attachments import attached_in, references, withheld
from focusareas.models import ReportAttachment, ReportPage
from focusareas.writing.body import blocks_of, new_block
from portal.models import PortalDocument, PortalImage, User

LARGEST = 25 * 1024 * 1024
THUMBNAIL = "max-320x240"
# How files of these kinds begin, whatever their name says.
BEGINNINGS: Mapping[str, bytes] = {
    "pdf": b"%PDF",
    "docx": b"PK\x03\x04",
    "odt": b"PK\x03\x04",
    "pptx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
}


@dataclass(frozen=True)
class Picture:
    """A picture of a report, and what somebody who cannot see it is told."""

    key: str
    image: PortalImage | None
    alternative: str
    is_decorative: bool


def pictures_of(draft: ReportPage) -> list[Picture]:
    """Return the pictures in a report's text, in their order."""
    figures = [block for block in blocks_of(draft.body) if block["type"] == "figure"]
    wanted = [figure["value"]["image"] for figure in figures]
    rows = PortalImage.objects.filter(pk__in=[image["image"] for image in wanted if image and image["image"]])
    images = {image.pk: image for image in rows.prefetch_renditions(THUMBNAIL)}
    return [
        Picture(figure["id"], images.get(image["image"]), image["alt_text"] or "", bool(image["decorative"]))
        for figure, image in zip(figures, wanted, strict=True)
        if image
    ]


def write_files(draft: ReportPage, data: QueryDict, files: Any, user: User) -> list[str]:
    """Write into the draft which files are taken away, added and told in words, and return what is wrong with any.

    Args:
        draft: the report.
        data: `remove_attachment` and `remove_picture` name files, `alternative-` and a picture's key its words.
        files: the files uploaded as `documents` and `pictures`.
        user: who uploads them.
    """
    errors: list[str] = []
    _write_attachments(draft, data.getlist("remove_attachment"), files.getlist("documents"), user, errors)
    _write_pictures(draft, data, files.getlist("pictures"), user, errors)
    return errors


def missing_words(draft: ReportPage) -> list[str]:
    """Return what is missing before the report's pictures can be published."""
    if any(not picture.alternative and not picture.is_decorative for picture in pictures_of(draft)):
        return [_("Say in a few words what each picture shows, for those who cannot see it.")]
    return []


def attached_ever(report: ReportPage) -> set[int]:
    """Return the keys of the documents that are attached in any version of a report."""
    return attached_in(report.revisions.order_by())


def forget_files(pks: set[int], user: User) -> None:
    """Delete the documents that somebody uploaded for a report and that nothing names any more.

    Left in the library, a file of a report never published could be found by everyone signed in.
    """
    if pks:
        attached = set(ReportAttachment.objects.filter(document__in=pks).values_list("document", flat=True))
        linked = {int(pk) for pk in references(pks).values_list("to_object_id", flat=True)}
        loose = pks - attached - linked - withheld()
        for document in PortalDocument.objects.filter(pk__in=loose, uploaded_by_user=user):
            document.delete()


def _write_attachments(
    draft: ReportPage, removed: list[str], files: Iterable[UploadedFile], user: User, errors: list[str]
) -> None:
    rows = list(draft.attachments.all())
    kept = [row for row in rows if str(row.document_id) not in removed]
    added = [document for file in files if (document := save_document(file, user, errors))]
    if added or len(kept) < len(rows):
        rows_now: Any = [*kept, *(ReportAttachment(document=document) for document in added)]
        draft.attachments.set(rows_now)


def _write_pictures(
    draft: ReportPage, data: QueryDict, files: Iterable[UploadedFile], user: User, errors: list[str]
) -> None:
    removed = data.getlist("remove_picture")
    before = blocks_of(draft.body)
    after = []
    for block in before:
        words = data.get(f"alternative-{block.get('id')}")
        image = block["value"]["image"] if block["type"] == "figure" else None
        if image and block["id"] in removed:
            continue
        if image and words is not None and words.strip() != image["alt_text"] and not image["decorative"]:
            block = {**block, "value": {**block["value"], "image": {**image, "alt_text": words.strip()}}}
        after.append(block)
    for file in files:
        if image := save_image(file, user, errors):
            shown = {"image": image.pk, "alt_text": "", "decorative": False}
            after.append(new_block("figure", {"image": shown, "caption": ""}))
    if after != before:
        draft.body = draft.body.stream_block.to_python(after)


def save_document(file: UploadedFile, user: User, errors: list[str]) -> PortalDocument | None:
    """Return an uploaded file as a document; nothing where it may not be one, and why is added to the errors."""
    name = file.name or ""
    beginning = BEGINNINGS.get(Path(name).suffix.lower().removeprefix("."), b"")
    head = file.read(4096)
    file.seek(0)
    if (file.size or 0) > LARGEST:
        errors.append(_("%(name)s is larger than %(most)s.") % {"name": name, "most": filesizeformat(LARGEST)})
    elif not head.startswith(beginning) or (not beginning and b"\0" in head):
        errors.append(_("%(name)s is not the kind of file its name says.") % {"name": name})
    else:
        return _saved(get_document_form(PortalDocument), PortalDocument, file, user, errors)
    return None


def save_image(file: UploadedFile, user: User, errors: list[str]) -> PortalImage | None:
    """Return an uploaded file as a picture of the library; nothing where it is none, and why is added to the errors."""
    image: PortalImage | None = _saved(get_image_form(PortalImage), PortalImage, file, user, errors)
    return image


def _saved(form_class: Any, model: Any, file: UploadedFile, user: User, errors: list[str]) -> Any:
    """Return the file as Wagtail keeps it, checked as its own upload checks; nothing when something is wrong."""
    data = {"title": Path(file.name or "").stem, "collection": Collection.get_first_root_node().pk}
    form = form_class(data, {"file": file}, instance=model(uploaded_by_user=user), user=user)
    if form.is_valid():
        return form.save()
    errors += [f"{file.name}: {error}" for wrong in form.errors.values() for error in wrong]
    return None
