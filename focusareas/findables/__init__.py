"""How the plan and the reports describe themselves to the search."""

from focusareas.findables.documents import DocumentFindable
from focusareas.findables.facts import ActivityFindable, GoalFindable
from focusareas.findables.pages import ActionPlanFindable, FocusAreaFindable, StrategyFindable
from focusareas.findables.reports import ReportFindable, ReportIndexFindable
from focusareas.models import (
    ActionPlanPage,
    Activity,
    FocusAreaPage,
    Goal,
    ReportIndexPage,
    ReportPage,
    StrategyPage,
)
from portal.models import PortalDocument

FINDABLES = [
    StrategyFindable(StrategyPage),
    ActionPlanFindable(ActionPlanPage),
    FocusAreaFindable(FocusAreaPage),
    GoalFindable(Goal),
    ActivityFindable(Activity),
    ReportIndexFindable(ReportIndexPage),
    ReportFindable(ReportPage),
    DocumentFindable(PortalDocument),
]
