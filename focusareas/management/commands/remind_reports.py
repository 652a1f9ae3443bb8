from collections.abc import Callable
from typing import Any

from focusareas.following.reminding import remind
from portal.letters import LetterCommand, Outcome


class Command(LetterCommand):
    """Remind participants of reports that are missing; for a scheduler, every day."""

    help = "Remind those who took part in activities that are over of their report, at most once a month."

    def send(self, tell: Callable[[str], Any], options: dict[str, Any]) -> Outcome:
        """Send the reminders that are due."""
        return remind(tell, is_dry_run=options["dry_run"])
