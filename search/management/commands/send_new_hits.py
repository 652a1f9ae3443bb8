from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.digests import send_due
from search.management.progress import ProgressBar


class Command(BaseCommand):
    """Tell readers of new hits of their saved searches by mail; for a scheduler, every hour or every morning."""

    help = "Send readers the new hits of their saved searches that are due, one letter to each reader."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add trying it out."""
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent; send and note nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and say what came of it.

        Raises:
            CommandError: a letter could not be sent; the others were.
        """
        is_trial, is_wordy = options["dry_run"], options["verbosity"] > 0
        outcome = send_due(
            ProgressBar(self.stdout, is_wanted=is_wordy and not is_trial),
            self.stdout.write if is_trial or options["verbosity"] > 1 else lambda line: None,
            is_trial=is_trial,
        )
        if is_wordy:
            letters = "Letters to send" if is_trial else "Letters sent"
            self.stdout.write(f"{letters}: {outcome.letters}, new hits: {outcome.hits}, failed: {len(outcome.failed)}")
        if outcome.failed:
            raise CommandError("Not sent, or never answered for by the mail server:\n" + "\n".join(outcome.failed))
