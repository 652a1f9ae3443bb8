from time import monotonic
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from home.demo.load import Refused, check, load


class Command(BaseCommand):
    """Fill an empty site with the administration's plan of 2007-2009, or bring the demo up to date."""

    help = "Load the demo: the international plan in two languages, and an account for each role. Debug only."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything or nothing, and say how it goes."""
        started = monotonic()
        try:
            check()
            call_command("setup_portal", verbosity=0)
            load(self.say if options["verbosity"] else lambda text: None)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["verbosity"]:
            self.say(f"Loaded in {monotonic() - started:.0f} seconds")

    def say(self, text: str) -> None:
        """Print a line at once."""
        self.stdout.write(f"    {text}")
        self.stdout.flush()
