from focusareas.models.action_plan import ActionPlanPage
from focusareas.models.activity import Activity, ProgressNote
from focusareas.models.comments import ReportComment
from focusareas.models.focus_area import (
    Alignment,
    FocusAreaName,
    FocusAreaPage,
    FocusAreaTie,
    Responsibility,
)
from focusareas.models.goal import Assessment, Goal
from focusareas.models.originals import ReportOriginal
from focusareas.models.reports import ActivityReportPage, ReportAttachment, ReportIndexPage, ReportPage, TripReportPage
from focusareas.models.strategy import (
    Benchmark,
    Commitment,
    StrategicAim,
    StrategicObjective,
    StrategyChapter,
    StrategyPage,
    StrategyPrinciple,
    VisionPoint,
)
from focusareas.models.trials import Trial, TrialOutcome
from focusareas.models.writing import ReportSettings, Suggestion

__all__ = [
    "ActionPlanPage",
    "Activity",
    "ActivityReportPage",
    "Alignment",
    "Assessment",
    "Benchmark",
    "Commitment",
    "FocusAreaName",
    "FocusAreaPage",
    "FocusAreaTie",
    "Goal",
    "ProgressNote",
    "ReportAttachment",
    "ReportComment",
    "ReportIndexPage",
    "ReportOriginal",
    "ReportPage",
    "ReportSettings",
    "Responsibility",
    "StrategicAim",
    "StrategicObjective",
    "StrategyChapter",
    "StrategyPage",
    "StrategyPrinciple",
    "Suggestion",
    "Trial",
    "TrialOutcome",
    "TripReportPage",
    "VisionPoint",
]
