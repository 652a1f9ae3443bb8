"""What the commands that send letters share."""

from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.management.base import BaseCommand, CommandError


@dataclass
class Outcome:
    """What a run came to; `failed` has a line for whatever could not be sent, without an address."""

    letters: int = 0
    failed: list[str] = field(default_factory=list)

    @property
    def counts(self) -> str:
        """Return how many letters there are, and what they tell where that is counted."""
        return str(self.letters)


class LetterCommand(BaseCommand):
    """Sends what is due, or says what would be sent."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add trying it out."""
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent; send and note nothing")

    def send(self, tell: Callable[[str], Any], options: dict[str, Any]) -> Outcome:
        """Send what is due.

        Args:
            tell: called with a line on each letter.
            options: the command's.
        """
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and say what came of it.

        Raises:
            CommandError: a letter could not be sent; the others were.
        """
        is_dry_run = options["dry_run"]
        tell = self.stdout.write if is_dry_run or options["verbosity"] > 1 else lambda line: None
        outcome = self.send(tell, options)
        if options["verbosity"] > 0:
            letters = "Letters to send" if is_dry_run else "Letters sent"
            self.stdout.write(f"{letters}: {outcome.counts}, failed: {len(outcome.failed)}")
        if outcome.failed:
            raise CommandError("Not sent, or never answered for by the mail server:\n" + "\n".join(outcome.failed))
