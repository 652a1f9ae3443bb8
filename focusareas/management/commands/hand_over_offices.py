from typing import Any

from django.core.management.base import BaseCommand

from focusareas.responsibilities import closed_offices, hand_over


class Command(BaseCommand):
    """Give the networks and planned activities of offices whose last day has passed to their successors."""

    help = "Hand over what offices that have closed still hold. For a scheduler, every night."

    def handle(self, *args: Any, **options: Any) -> None:
        """Hand over office by office."""
        for office in closed_offices():
            hand_over(office)
