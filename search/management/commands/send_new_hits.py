from collections.abc import Callable
from typing import Any

from portal.letters import LetterCommand, Outcome
from search.digests import send_due
from search.management.progress import ProgressBar


class Command(LetterCommand):
    """Tell readers of new hits of their saved searches by mail; for a scheduler, every five minutes."""

    help = "Send readers the new hits of their saved searches that are due, one letter to each reader."

    def send(self, tell: Callable[[str], Any], options: dict[str, Any]) -> Outcome:
        """Send what is due, and show how far it is."""
        is_trial = options["dry_run"]
        progress = ProgressBar(self.stdout, is_wanted=options["verbosity"] > 0 and not is_trial)
        return send_due(progress, tell, is_trial=is_trial)
