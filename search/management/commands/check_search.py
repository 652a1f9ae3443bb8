from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.dependence import Key
from search.management.progress import ProgressBar
from search.models import StaleDocument
from search.rebuilding import compare


class Command(BaseCommand):
    """Compare the search index with the content, and fail where they differ. Nothing is changed."""

    help = "Compare the search index with the content; exits with 1 where they differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add how much is listed."""
        parser.add_argument("--list", type=int, default=20, metavar="N", help="list at most N of each sort (20)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, and list what differs.

        Raises:
            CommandError: the index differs from the content.
        """
        most: int = options["list"]
        drift = compare(ProgressBar(self.stdout, is_wanted=options["verbosity"] > 0))
        self._say("missing", _names(drift.missing), most)
        self._say("superfluous", _names(drift.superfluous), most)
        self._say("different", _names(drift.different), most)
        self._say("of an older analyser", _names(drift.outdated), most)
        self._say("facet values with another name", drift.labels, most)
        if waiting := StaleDocument.objects.count():
            self.stdout.write(f"{waiting} notes of changes wait for update_search")
        if drift:
            raise CommandError("The search index differs from the content. Run manage.py rebuild_search.")
        if options["verbosity"]:
            self.stdout.write("The search index is true to the content")

    def _say(self, sort: str, names: list[str], most: int) -> None:
        if not names:
            return
        self.stdout.write(f"{len(names)} {sort}:")
        for name in names[:most]:
            self.stdout.write(f"  {name}")
        if len(names) > most:
            self.stdout.write(f"  … and {len(names) - most} more")


def _names(keys: list[Key]) -> list[str]:
    return [f"{label}:{pk}" for label, pk in keys]
