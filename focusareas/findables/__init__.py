"""How the plan and the reports describe themselves to the search."""

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

FINDABLES = [
    StrategyFindable(StrategyPage),
    ActionPlanFindable(ActionPlanPage),
    FocusAreaFindable(FocusAreaPage),
    GoalFindable(Goal),
    ActivityFindable(Activity),
    ReportIndexFindable(ReportIndexPage),
    ReportFindable(ReportPage),
]
