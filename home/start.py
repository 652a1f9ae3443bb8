"""What the editing interface's first page offers: each person's own ways in, goals and pages to translate."""

from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from focusareas.following.reminding import missing_reports
from focusareas.models import Goal, Suggestion
from focusareas.permissions import EDIT_ALL_OFFICES, editable, edits_own_offices
from focusareas.writing.suggestions import to_decide
from home.editing import rights_of
from networks.models import DirectoryEdition
from portal.languages import SOURCE_LANGUAGE
from portal.models import User
from portal.viewsets import snippet_address

SHOWN = 10
TRANSLATE = "wagtail_localize.submit_translation"


class BeginningsPanel(Component):
    """The pages people come to the editing interface for, as far as their rights go."""

    name = "beginnings"
    order = 10
    template_name = "home/admin/beginnings.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the addresses the user may open, each with its name."""
        user: User = parent_context["request"].user
        rights = rights_of(user)
        links = [(rights.report_url, _("Write a report"))]
        edition = DirectoryEdition._meta
        if user.has_perm(f"{edition.app_label}.add_{edition.model_name}"):
            links.append((snippet_address(DirectoryEdition, "add"), _("Begin a new edition of the directory")))
        if user.has_perm(EDIT_ALL_OFFICES):
            links.append((rights.goals_url, _("Assess the plan's goals")))
        return {"links": [(address, label) for address, label in links if address]}


class OwnGoalsPanel(Component):
    """The goals of the offices somebody edits, with their latest assessment."""

    name = "own_goals"
    order = 20
    template_name = "home/admin/own_goals.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the goals; none for those who edit every office's, whose list is in the menu."""
        user: User = parent_context["request"].user
        if not edits_own_offices(user):
            return {"goals": []}
        goals = editable(Goal, user).select_related("focus_area").prefetch_related("assessments")
        return {"goals": [(goal, snippet_address(Goal, "edit", goal.pk)) for goal in goals]}


class UntranslatedPanel(Component):
    """The newest pages that Danish stands in for in another language, for those who translate."""

    name = "untranslated"
    # After what waits for the editor.
    order = 230
    template_name = "home/admin/untranslated.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the first few pages with the address at which each is translated, and how many there are."""
        if not parent_context["request"].user.has_perm(TRANSLATE):
            return {"pages": []}
        english = Page.objects.filter(locale__language_code="en")
        drafts = english.filter(live=False, alias_of=None)
        stand_ins = english.filter(Q(live=False) | Q(alias_of__isnull=False)).order_by()
        waiting = Page.objects.live().filter(
            locale__language_code=SOURCE_LANGUAGE, translation_key__in=stand_ins.values("translation_key")
        )
        draft = drafts.filter(translation_key=OuterRef("translation_key")).order_by("pk").values("pk")[:1]
        newest = waiting.annotate(draft=Subquery(draft)).order_by("-first_published_at", "-pk")
        return {"number": waiting.count(), "pages": [(page, _translating(page)) for page in newest[:SHOWN]]}


class SuggestionsPanel(Component):
    """Themes and places that authors of reports suggest, for those who decide."""

    name = "suggestions"
    order = 25
    template_name = "home/admin/suggestions.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the first few suggestions, each with the address at which it is decided, and how many there are."""
        if not parent_context["request"].user.has_perm("focusareas.change_suggestion"):
            return {"suggestions": []}
        waiting = to_decide()
        shown = waiting.select_related("report", "suggested_by")[:SHOWN]
        suggestions = [(each, snippet_address(Suggestion, "edit", each.pk)) for each in shown]
        return {"number": waiting.count(), "suggestions": suggestions}


class MissingReportsPanel(Component):
    """Activities that are over and have no report, for the coordinator."""

    name = "missing_reports"
    order = 27
    template_name = "home/admin/missing_reports.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the newest few, and how many there are."""
        if not parent_context["request"].user.has_perm(EDIT_ALL_OFFICES):
            return {"activities": []}
        missing = missing_reports()
        shown = missing.newest_first()[:SHOWN]
        return {"number": missing.count(), "activities": shown}


def _translating(page: Any) -> str:
    """Return the address at which a page's translation is begun, or goes on where there is a draft of it."""
    if page.draft:
        return reverse("wagtailadmin_pages:edit", args=[page.draft])
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])
