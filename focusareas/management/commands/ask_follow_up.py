from collections.abc import Callable
from typing import Any

from focusareas.following.asking import ask_due
from portal.letters import LetterCommand, Outcome


class Command(LetterCommand):
    """Ask owners what came of what reports said would be tried; for a scheduler, every day."""

    help = "Ask what came of the things to try that have been on the site for 6 or 12 months, each time once."

    def send(self, tell: Callable[[str], Any], options: dict[str, Any]) -> Outcome:
        """Ask what is due."""
        return ask_due(tell, is_dry_run=options["dry_run"])
