from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand

from search.management.progress import ProgressBar
from search.rebuilding import rebuild


class Command(BaseCommand):
    """Bring the whole search index up to date. It may be stopped and run again, and the site may be in use."""

    help = "Bring the whole search index up to date, and take out what ought not to be there."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say what came of it."""
        started = monotonic()
        outcome = rebuild(ProgressBar(self.stdout, is_wanted=options["verbosity"] > 0))
        if options["verbosity"]:
            self.stdout.write(
                f"{outcome.documents} documents, {outcome.changed} rows changed, {outcome.removed} taken out,"
                f" {monotonic() - started:.1f} seconds"
            )
