"""Reading the text of uploaded documents, in a task that begins when a file has been saved."""

import json
import logging
import subprocess
import sys
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django_tasks import task

from portal.models import DocumentText, PortalDocument

logger = logging.getLogger(__name__)

State = DocumentText.State
# The interpreter leaves the settings of whoever runs the portal out.
READER = [sys.executable, "-E", "-s", "-m", "portal.documents.reader"]
# What starting the process and handing over the file may take besides.
GRACE_SECONDS = 5


@receiver(post_save, sender=PortalDocument)
def read_new_file(instance: PortalDocument, raw: bool = False, **kwargs: Any) -> None:
    """Have a document read after the commit when it has a new file."""
    if not raw and known_text(instance).state == State.WAITING:
        transaction.on_commit(partial(read_document.enqueue, instance.pk), robust=True)


def known_text(document: PortalDocument) -> DocumentText:
    """Return what is known of a document's file, which is nothing yet when the document has been given a new one."""
    known = DocumentText.objects.defer("text").filter(document=document).first()
    if known is None or known.file_name != document.file.name:
        is_first = known is None
        known = DocumentText(document=document, file_name=document.file.name)
        known.save(force_insert=is_first)
    return known


@task()
def read_document(pk: int) -> None:
    """Read a document's text where that has not been done."""
    waiting = DocumentText.objects.select_related("document").filter(pk=pk, state=State.WAITING).first()
    if waiting:
        read(waiting)


def read(known: DocumentText) -> str:
    """Read the text of a document anew, whatever is known of it; if its file is replaced meanwhile, nothing is kept.

    Returns:
        how it went, as a state.

    Raises:
        RuntimeError: no file can be read.
    """
    state, text = text_of(known.document)
    with transaction.atomic():
        current = DocumentText.objects.select_for_update().filter(pk=known.pk, file_name=known.file_name).first()
        if current:
            current.state, current.text = state, text
            current.save()
    return state


def text_of(document: PortalDocument) -> tuple[str, str]:
    """Return how reading the document's file went, and its text.

    Raises:
        RuntimeError: no file can be read.
    """
    most = settings.DOCUMENT_TEXT_MAX_MB * 1024 * 1024
    try:
        with document.file.storage.open(document.file.name) as file:
            data = file.read(most + 1)
    except OSError:
        logger.exception("The file of document %s cannot be opened", document.pk)
        return State.BROKEN, ""
    if len(data) > most:
        return State.TOO_LARGE, ""
    return _read_in_a_process(data, document.file_extension.lower())


def _read_in_a_process(data: bytes, extension: str) -> tuple[str, str]:
    """Return how reading a file went, and its text, from a process that is killed when it takes too long.

    Raises:
        RuntimeError: the process does not work, whatever the file.
    """
    seconds = settings.DOCUMENT_TEXT_MAX_SECONDS
    limits = (seconds, settings.DOCUMENT_TEXT_MAX_MEMORY_MB, settings.DOCUMENT_TEXT_MAX_CHARACTERS)
    try:
        process = subprocess.run(
            [*READER, extension, *map(str, limits)],
            cwd=settings.BASE_DIR,
            env={},
            input=data,
            capture_output=True,
            timeout=seconds + GRACE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return State.TOO_HARD, ""
    # A signal ends it when its processor time is used up.
    if process.returncode < 0:
        return State.TOO_HARD, ""
    if process.returncode > 0:
        raise RuntimeError(f"Files cannot be read: {process.stderr.decode(errors='replace').strip()[-500:]}")
    answer = json.loads(process.stdout)
    return State(answer["state"]), answer["text"]
