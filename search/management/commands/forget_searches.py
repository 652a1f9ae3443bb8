from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from search.counting import forget


class Command(BaseCommand):
    """Delete the numbers of searches that are kept long enough. Run it every night."""

    help = "Delete the numbers of searches older than 13 months, and of those made too seldom after 30 days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete them and say how many went."""
        gone = forget(timezone.localdate())
        if options["verbosity"] > 0:
            self.stdout.write(f"{gone} numbers of searches deleted")
