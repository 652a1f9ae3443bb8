"""A report begun from a file, saved as its author's draft with the file attached and its text beside it."""

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from focusareas.importing.filling import Pictures, fill, suggested
from focusareas.importing.found import Piece, find
from focusareas.importing.names import known_in
from focusareas.models import ReportAttachment, ReportOriginal, ReportPage
from focusareas.writing import drafts, suggestions
from focusareas.writing.files import save_document
from focusareas.writing.texts import cleaned
from portal.models import User


def begin_from(
    file: UploadedFile, parts: dict[str, Any], draft: ReportPage, author: User
) -> tuple[ReportPage, list[str]]:
    """Return a new report that a file has filled, saved as a draft, and why the file could not be attached where it could not.

    Args:
        file: the file as it was uploaded.
        parts: what it is made of, as `portal/documents/converter.py` tells.
        draft: the report, not saved yet.
        author: who writes it.
    """
    name = file.name or ""
    # What a process that reads strangers' files says is trusted no further than what a browser sends.
    pieces = [_safe(piece) for piece in parts["pieces"]]
    found = find(pieces, parts["title"], name)
    known = known_in(found)
    pictures = Pictures(parts["pictures"], Path(name).stem[:60], author)
    filled = fill(draft, found, known, pictures)
    errors: list[str] = []
    if document := save_document(file, author, errors):
        draft.attachments.set([ReportAttachment(document=document)])
    revision = drafts.store(draft, author)
    report: ReportPage = ReportPage.objects.specific().get(pk=revision.object_id)
    suggestions.keep(report, suggested(known), author)
    told = dict(parts["told"])
    if pictures.unusable:
        told["pictures"] = told.get("pictures", 0) + pictures.unusable
    ReportOriginal.objects.create(report_id=report.pk, file_name=name[:255], pieces=pieces, told=told, unchecked=filled)
    return report, errors


def _safe(piece: Piece) -> Piece:
    return {**piece, "html": cleaned(piece["html"])} if "html" in piece else piece
