"""The files attached to reports, made from the paragraphs in the reports' content files."""

import hashlib
from datetime import date, datetime, time
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from home.demo.files import docx, pdf
from portal.documents.reading import known_text, read
from portal.models import DocumentText, PortalDocument

MAKERS = {"docx": docx, "pdf": pdf}


def keep_document(item: dict[str, Any], uploaded: date) -> PortalDocument:
    """Return the document of a file's name with the file that the paragraphs make, its text read for the search.

    Documents that people have uploaded are left alone, whatever they are called.

    Args:
        item: its title, the file's name, paragraphs, and whether it is open.
        uploaded: the day it is to have been uploaded.
    """
    title, name = item["title"], item["file"]
    content = MAKERS[name.rpartition(".")[2]]([title, *item["paragraphs"]])
    # The checksum that Wagtail keeps of a file.
    checksum = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    new = PortalDocument()
    stored = new.file.field.generate_filename(new, name)
    document = PortalDocument.objects.filter(file=stored, uploaded_by_user=None).first() or new
    document.title = title
    document.is_public = item.get("is_public", False)
    if document.file_hash != checksum:
        if document.file:
            document.file.delete(save=False)
        document.file = ContentFile(content, name=name)
        document.file_size, document.file_hash = len(content), checksum
    document.full_clean(exclude=["collection"])
    document.save()
    moment = timezone.make_aware(datetime.combine(uploaded, time(9)))
    PortalDocument.objects.filter(pk=document.pk).update(created_at=moment)
    text = known_text(document)
    if text.state == DocumentText.State.WAITING:
        read(text)
    return document
