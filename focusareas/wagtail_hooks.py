from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.action_menu import ActionMenuItem, UnpublishMenuItem
from wagtail.snippets.models import register_snippet

from focusareas.models import Activity, Goal, ProgressNote
from focusareas.permissions import EDIT_ALL_OFFICES, OfficePermissionPolicy
from focusareas.viewsets import PlanViewSetGroup, StrategyViewSetGroup

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
