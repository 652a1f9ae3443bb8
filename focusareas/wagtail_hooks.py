from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.action_menu import ActionMenuItem, PublishMenuItem, SaveMenuItem, UnpublishMenuItem
from wagtail.snippets.models import register_snippet

from focusareas.attachments import withheld
from focusareas.models import Activity, Goal, ProgressNote
from focusareas.permissions import EDIT_ALL_OFFICES, OfficePermissionPolicy
from focusareas.viewsets import PlanViewSetGroup, StrategyViewSetGroup
from portal.models import PortalDocument
from portal.views import sign_in

for model in (Goal, Activity, ProgressNote):
    register_permission_policy(model, OfficePermissionPolicy(model))

register_snippet(PlanViewSetGroup)
register_snippet(StrategyViewSetGroup)


@hooks.register("construct_snippet_action_menu")
def offer_unpublishing_to_the_coordinator(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Leave out the button to take a goal off the plan for those who may not."""
    if context["model"] is Goal and not request.user.has_perm(EDIT_ALL_OFFICES):
        menu_items[:] = [item for item in menu_items if not isinstance(item, UnpublishMenuItem)]


@hooks.register("construct_snippet_action_menu")
def publish_assessments_at_once(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Let the button of a goal publish it: drafts are for the coordinator, under it."""
    if context["model"] is Goal and any(isinstance(item, PublishMenuItem) for item in menu_items):
        drafts = request.user.has_perm(EDIT_ALL_OFFICES)
        menu_items[:] = [item for item in menu_items if drafts or not isinstance(item, SaveMenuItem)]
        menu_items.sort(key=lambda item: not isinstance(item, PublishMenuItem))


@hooks.register("before_serve_document")
def keep_back_files_of_unpublished_reports(document: PortalDocument, request: HttpRequest) -> HttpResponse | None:
    """Give files of reports that are not published to those who edit only.

    Raises:
        Http404: somebody else who is signed in asked for one.
    """
    if request.user.has_perm("wagtailadmin.access_admin") or document.pk not in withheld():
        return None
    if request.user.is_authenticated:
        raise Http404
    return sign_in(request)
