from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.freshness import note_expired, update
from search.models import StaleDocument
from search.terms import rebuild_terms


class Command(BaseCommand):
    """Bring the search index up to date with the changes noted and not yet seen to; for a scheduler, every minute or so."""

    help = "Bring the search index up to date with the changes that have been noted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add how much is done at most."""
        parser.add_argument("--at-most", type=int, metavar="N", help="see to N notes at most (all)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Update, and say what is left: what fails, of which the log tells why, and what others are seeing to."""
        at_most: int | None = options["at_most"]
        note_expired()
        done = update(at_most)
        if done:
            rebuild_terms()
        if options["verbosity"]:
            self.stdout.write(f"{done} notes seen to, {StaleDocument.objects.count()} left")
