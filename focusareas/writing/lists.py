"""The author's own reports: drafts, those waiting for review, and those published."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, WorkflowState

from focusareas.models import ActivityReportPage, TripReportPage
from portal.languages import SOURCE_LANGUAGE, active_language
from portal.models import User

IN_PROGRESS, SENT_BACK = WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES


@dataclass(frozen=True)
class OwnReport:
    """A report as its author's list shows it."""

    page: Page
    state: Promise
    url: str

    @property
    def can_be_deleted(self) -> bool:
        """Tell whether the list offers to delete it: as long as nobody else has met it."""
        return self.page.first_published_at is None and not self.page.workflow_in_progress

    @property
    def writing_url(self) -> str:
        """Return the address of its form."""
        return reverse("edit_report", args=[self.page.pk])


def own_reports(user: User) -> QuerySet[Any]:
    """Return the Danish pages of a user's reports, unpublished ones first, the last saved first among them."""
    # Workflows belong to pages, whichever kind they are of.
    own = Page.objects.exact_type(TripReportPage, ActivityReportPage).filter(owner=user, alias_of=None)
    danish = own.filter(locale__language_code=SOURCE_LANGUAGE)
    return danish.order_by("live", "-latest_revision_created_at", "-pk").prefetch_workflow_states()


def with_states(pages: list[Page]) -> list[OwnReport]:
    """Return the pages with their state in words and where they are read, in one query more."""
    live = {page.translation_key for page in pages if page.live}
    translated = Page.objects.live().filter(translation_key__in=live, locale__language_code=active_language())
    read = {page.translation_key: page for page in translated}
    return [
        OwnReport(page, _state(page), read.get(page.translation_key, page).get_url() or "" if page.live else "")
        for page in pages
    ]


def _state(page: Page) -> Promise:
    state = page.current_workflow_state
    if state is not None and state.status == IN_PROGRESS:
        return _("waiting for review")
    if state is not None and state.status == SENT_BACK:
        return _("sent back with remarks")
    if not page.live:
        return _("taken off the site") if page.first_published_at else _("draft")
    return _("published, with changes that are not") if page.has_unpublished_changes else _("published")
