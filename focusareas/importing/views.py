"""Beginning a report from a file: it is read, the form is filled, and nothing is published."""

import logging
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from focusareas.importing.beginning import begin_from
from focusareas.writing.drafts import begin, in_turn
from focusareas.writing.files import LARGEST
from focusareas.writing.rights import report_index
from focusareas.writing.saving import Saving
from focusareas.writing.told import REFUSED
from focusareas.writing.views import begun_report, writers_only
from portal.documents.reading import take_apart
from portal.models import DocumentText
from portal.requests import reader_of, shown_or_sent

logger = logging.getLogger(__name__)

EXTENSIONS = ("docx", "odt")


@writers_only
@never_cache
@shown_or_sent
def report_from_file(request: HttpRequest) -> HttpResponse:
    """Begin a report from a file, once however often it is sent; what is wrong with the file is said beside its field."""
    if request.method != "POST":
        return redirect("write_report")
    author = reader_of(request)
    file = request.FILES.get("file")
    parts, error = _read(file)
    if file is None or parts is None:
        saving = Saving(request, author, begin(author, uuid.uuid4()), import_error=error)
        return saving.show()
    with transaction.atomic():
        if index := report_index():
            in_turn(index.pk)
        key, begun = begun_report(request, author)
        if begun is None:
            begun, file_errors = begin_from(file, parts, begin(author, key), author)
            if file_errors:
                logger.warning("The file of a report begun from it is not attached: %s", file_errors)
    return redirect("edit_report", begun.pk)


def _read(file: UploadedFile | None) -> tuple[dict[str, Any] | None, str]:
    """Return the parts of a file, or what is wrong with it."""
    if file is None:
        return None, _("Choose a file.")
    extension = Path(file.name or "").suffix.lower().removeprefix(".")
    if extension == "doc":
        return None, _("This is an older kind of Word file. Save it as .docx and try again.")
    if extension not in EXTENSIONS:
        return None, _("Only Word files (.docx) and OpenDocument texts (.odt) can be read.")
    most = min(LARGEST, settings.DOCUMENT_TEXT_MAX_MB * 1024 * 1024)
    if (file.size or 0) > most:
        return None, _("The file is larger than %(most)s.") % {"most": filesizeformat(most)}
    try:
        state, parts = take_apart(file.read(), extension)
    except RuntimeError:
        logger.exception("A report could not be begun from a file")
        return None, _("Files cannot be read at the moment. Try again, or write the report below.")
    finally:
        file.seek(0)
    if state != DocumentText.State.READ:
        return None, str(REFUSED[state])
    return parts, ""
