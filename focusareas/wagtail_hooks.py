from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from focusareas.models import Activity, Goal, ProgressNote
from focusareas.permissions import OfficePermissionPolicy
from focusareas.viewsets import PlanViewSetGroup, StrategyViewSetGroup

for model in (Goal, Activity, ProgressNote):
    register_permission_policy(model, OfficePermissionPolicy(model))

register_snippet(PlanViewSetGroup)
register_snippet(StrategyViewSetGroup)
