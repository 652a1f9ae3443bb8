"""Reading the text of uploaded documents, in a task that begins when a file has been saved."""

import json
import logging
import signal
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django_tasks import task

from portal.documents import END
from portal.models import DocumentText, PortalDocument

logger = logging.getLogger(__name__)

State = DocumentText.State
# The interpreter leaves the settings of whoever runs the portal out.
PYTHON = [sys.executable, "-E", "-s", "-m"]
READER = [*PYTHON, "portal.documents.reader"]
CONVERTER = [*PYTHON, "portal.documents.converter"]
# What starting the process and handing over the file may take besides.
GRACE_SECONDS = 5
# What ends the process together with the portal or its worker, and says nothing about the file.
STOPPED = {signal.SIGHUP, signal.SIGINT, signal.SIGTERM}


@receiver(post_save, sender=PortalDocument)
def read_new_file(instance: PortalDocument, raw: bool = False, **kwargs: Any) -> None:
    """Have a document read after the commit when it has a new file."""
    if not raw and known_text(instance).state == State.WAITING:
        transaction.on_commit(partial(read_document.enqueue, instance.pk), robust=True)


def known_text(document: PortalDocument) -> DocumentText:
    """Return what is known of a document's file, which is nothing yet when the document has been given a new one."""
    known = DocumentText.objects.defer("text").filter(document=document, **_file_of(document)).first()
    if known is None:
        # Two tasks may come here at the same time.
        known, _is_new = DocumentText.objects.defer("text").update_or_create(
            document=document, defaults={**_file_of(document), "state": State.WAITING, "text": ""}
        )
    return known


def _file_of(document: PortalDocument) -> dict[str, str]:
    """Return what tells the document's file from others; a corrected one may have the same name."""
    return {"file_name": document.file.name, "file_hash": document.file_hash}


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
        RuntimeError: no file can be read, or reading was stopped with the portal; the document is left as it was.
    """
    state, text = text_of(known.document)
    with transaction.atomic():
        files = DocumentText.objects.filter(file_name=known.file_name, file_hash=known.file_hash)
        current = files.select_for_update().filter(pk=known.pk).first()
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


def take_apart(data: bytes, extension: str) -> tuple[State, dict[str, Any]]:
    """Return how taking a text document apart went, and its parts as `portal/documents/converter.py` tells them if it did.

    Args:
        data: the file.
        extension: the end of its name in lower case.

    Raises:
        RuntimeError: no file can be read, or reading was stopped with the portal.
    """
    state, parts = _read_in_a_process(data, extension, CONVERTER)
    if state == State.READ:
        return state, json.loads(parts)
    return State.TOO_HARD if state == State.CUT else state, {}


def _read_in_a_process(data: bytes, extension: str, reader: Sequence[str] = ()) -> tuple[State, str]:
    """Return how reading a file went, and its text, from a process that is killed when it takes too long.

    Raises:
        RuntimeError: the process does not work, whatever the file, or was stopped with the portal.
    """
    seconds = settings.DOCUMENT_TEXT_MAX_SECONDS
    limits = (seconds, settings.DOCUMENT_TEXT_MAX_MEMORY_MB, settings.DOCUMENT_TEXT_MAX_CHARACTERS)
    try:
        process = subprocess.run(
            [*(reader or READER), extension, *map(str, limits)],
            cwd=settings.BASE_DIR,
            env={},
            input=data,
            capture_output=True,
            timeout=seconds + GRACE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        output = error.stdout or b""
    else:
        if process.returncode > 0:
            raise RuntimeError(f"Files cannot be read: {process.stderr.decode(errors='replace').strip()[-500:]}")
        if -process.returncode in STOPPED:
            raise RuntimeError("Reading was stopped from outside")
        output = process.stdout
    # Without an end another signal has stopped it: its time was used up, or the parser broke down.
    text, _end, state = output.decode(errors="ignore").partition(END)
    return State(state or (State.CUT if text else State.TOO_HARD)), text
