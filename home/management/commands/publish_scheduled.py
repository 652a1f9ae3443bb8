from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import Page, Revision

from portal.languages import SOURCE_LANGUAGE
from portal.translations import refuse_missing


class Command(publish_scheduled.Command):
    """Publish and take down what is due; a translation that lacks texts does not hold up the rest."""

    help = "Publish and take down pages and goals at the times set. For a scheduler, every few minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        """Cancel the times of translations that cannot be published, then do what is due."""
        if not options["dryrun"]:
            self.cancel_incomplete()
        super().handle(*args, **options)

    def cancel_incomplete(self) -> None:
        """Take the time off due revisions of translated pages with texts missing, and say which."""
        for revision in Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now()):
            page: Page = revision.content_object
            if page.locale.language_code == SOURCE_LANGUAGE:
                continue
            try:
                refuse_missing(page)
            except ValidationError as refusal:
                revision.approved_go_live_at = None
                revision.save(update_fields=["approved_go_live_at"])
                self.stderr.write(f"{page.get_admin_display_title()} is not published: {refusal.messages[0]}")
