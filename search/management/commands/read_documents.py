import logging
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import F, Q

from portal.documents.reading import known_text, read
from portal.models import DocumentText, PortalDocument
from search.management.progress import ProgressBar

logger = logging.getLogger(__name__)

State = DocumentText.State


class Command(BaseCommand):
    """Read the text of the documents that have not been read yet; for a scheduler, every night or so."""

    help = "Read the text of uploaded documents that have not been read yet, so that the search finds it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add what is read once more."""
        parser.add_argument(
            "--again", action="store_true", help="read those once more that could not be read, or not to their end"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, and say how it went.

        Raises:
            CommandError: reading some of them failed for another cause than the file; the others were read.
        """
        unread = ~Q(reading__state=State.READ) if options["again"] else Q(reading__state=State.WAITING)
        is_new = ~Q(reading__file_name=F("file")) | ~Q(reading__file_hash=F("file_hash"))
        wanted = PortalDocument.objects.filter(unread | is_new).order_by("pk")
        pks = list(wanted.values_list("pk", flat=True))
        report = ProgressBar(self.stdout, is_wanted=options["verbosity"] > 0)
        report(0, len(pks))
        outcomes: Counter[str] = Counter()
        failed: list[str] = []
        for done, pk in enumerate(pks, 1):
            document = PortalDocument.objects.filter(pk=pk).first()
            try:
                outcomes.update([read(known_text(document))] if document else [])
            except Exception as error:
                logger.exception("Document %s could not be read", pk)
                failed.append(f"{pk}: {error}")
            report(done, len(pks))
        if options["verbosity"]:
            self.stdout.write(f"{outcomes.total()} documents looked at, {outcomes[State.READ]} read to the end")
            for state in State:
                if state != State.READ and outcomes[state]:
                    self.stdout.write(f"  {outcomes[state]} {state.value.replace('_', ' ')}")
        if failed:
            raise CommandError("Not read, and tried again by the next run:\n" + "\n".join(failed))
