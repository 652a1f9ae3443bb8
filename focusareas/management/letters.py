"""What the commands that send letters share."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from focusareas.following.sending import Outcome


class LetterCommand(BaseCommand):
    """Sends what is due, or says what would be sent."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add trying it out."""
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent; send and note nothing")

    def send(self, tell: Any, *, is_dry_run: bool) -> Outcome:
        """Send what is due."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and say what came of it.

        Raises:
            CommandError: a letter could not be sent; the others were.
        """
        is_dry_run = options["dry_run"]
        tell = self.stdout.write if is_dry_run or options["verbosity"] > 1 else lambda line: None
        outcome = self.send(tell, is_dry_run=is_dry_run)
        if options["verbosity"] > 0:
            letters = "Letters to send" if is_dry_run else "Letters sent"
            self.stdout.write(f"{letters}: {outcome.letters}, failed: {len(outcome.failed)}")
        if outcome.failed:
            raise CommandError("Not sent, or never answered for by the mail server:\n" + "\n".join(outcome.failed))
