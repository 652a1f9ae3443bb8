from typing import Any

from focusareas.following.reminding import remind
from focusareas.following.sending import Outcome
from focusareas.management.letters import LetterCommand


class Command(LetterCommand):
    """Remind participants of reports that are missing; for a scheduler, every day."""

    help = "Remind those who took part in activities that are over of their report, at most once a month."

    def send(self, tell: Any, *, is_dry_run: bool) -> Outcome:
        """Send the reminders that are due."""
        return remind(tell, is_dry_run=is_dry_run)
