"""The plan in the editing interface."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import EditView, SnippetViewSetGroup

from focusareas.forms import ActivityForm, ActivityOfGoal, AssessmentsPanel, GoalForm, OfficeForm, ProgressNoteForm
from focusareas.models import (
    Activity,
    Benchmark,
    Goal,
    ProgressNote,
    Responsibility,
    StrategicAim,
    StrategicObjective,
    StrategyChapter,
    StrategyPrinciple,
    VisionPoint,
)
from focusareas.permissions import EDIT_ALL_OFFICES, OfficeSnippetViewSet
from focusareas.writing.deciding import SuggestionViewSet
from networks.models import Office
from portal.panels import bilingual_panels, choice_panel, position_panel, sources_panel
from portal.viewsets import FactViewSet


def _plan(name: str) -> FieldPanel:
    """Return a field of the plan's own wording, which the coordinator alone changes."""
    return FieldPanel(name, permission=EDIT_ALL_OFFICES)


def _latest_assessment(goal: Goal) -> str:
    """Return the latest published assessment of a goal, its year and status."""
    latest = next(iter(goal.assessments.all()), None)
    return str(latest) if latest else gettext("None yet")


class GoalEditView(EditView):
    """The form of a goal, which says whether readers see what was saved."""

    def get_success_message(self, instance: Goal | None = None) -> str:
        """Return what to say when the goal is saved."""
        if self.action == "publish":
            return str(super().get_success_message(instance))
        words = gettext("“%(goal)s” is saved as a draft. Readers see what is new once it is published.")
        return words % {"goal": instance or self.object}


class GoalViewSet(OfficeSnippetViewSet):
    """Goals and their yearly assessments."""

    edit_view_class = GoalEditView

    model = Goal
    icon = "pick"
    menu_label = _("Goals")
    list_display = [
        "code",
        "focus_area",
        Column("text", label=_("Goal")),
        "deadline",
        Column("latest_assessment", accessor=_latest_assessment, label=_("Latest assessment")),
        "live",
    ]
    list_filter = {"focus_area": ["exact"], "assessments__status": ["exact"], "assessments__year": ["exact"]}
    search_fields = ["code", "text_da", "text_en"]
    ordering = ["code"]

    def with_shown_relations(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Fetch the goals' assessments too."""
        return super().with_shown_relations(rows).prefetch_related("assessments")

    edit_handler = ObjectList(
        [
            AssessmentsPanel(
                "assessments",
                heading=_("Yearly assessments"),
                label=_("Assessment"),
                help_text=_("One a year: how far the goal was reached, and a short reason."),
                panels=[
                    FieldRowPanel([FieldPanel("year"), FieldPanel("status"), FieldPanel("is_stated")]),
                    bilingual_panels("reason"),
                    FieldPanel("source"),
                ],
            ),
            MultiFieldPanel(
                [
                    _plan("code"),
                    _plan("focus_area"),
                    bilingual_panels("text", permission=EDIT_ALL_OFFICES),
                    _plan("deadline"),
                    FieldRowPanel(
                        [
                            _plan("target_count"),
                            _plan("target_is_minimum"),
                            _plan("target_from_year"),
                            _plan("target_to_year"),
                        ]
                    ),
                ],
                heading=_("The goal in the plan"),
            ),
            MultiFieldPanel(
                [_plan("changed_in"), bilingual_panels("changed_to", permission=EDIT_ALL_OFFICES)],
                heading=_("Changed wording"),
                classname="collapsed",
            ),
            FieldRowPanel(
                [_plan("number_in_plan"), _plan("number_in_annex"), _plan("number_in_status")],
                heading=_("Numbers in the documents"),
            ),
            sources_panel(permission=EDIT_ALL_OFFICES),
        ],
        base_form_class=GoalForm,
    )


class ActivityViewSet(OfficeSnippetViewSet):
    """Activities, planned and held."""

    model = Activity
    icon = "date"
    menu_label = _("Activities")
    list_display = ["code", Column("text", label=_("Activity")), "type", "state", "start", "focus_area"]
    list_filter = ["origin", "type", "state", "is_milestone", "focus_area", "places"]
    search_fields = ["code", "text_da", "text_en", "visitor", "conference"]
    ordering = ["-start", "code"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("state"),
                    FieldRowPanel([FieldPanel("actual_start"), FieldPanel("actual_end")]),
                    bilingual_panels("outcome"),
                    bilingual_panels("evaluation"),
                    choice_panel("participants"),
                    _plan("no_report_because"),
                ],
                heading=_("Progress"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([_plan("code"), _plan("origin"), _plan("type")]),
                    bilingual_panels("text", permission=EDIT_ALL_OFFICES),
                    _plan("focus_area"),
                    _plan("focus_area_is_stated"),
                    choice_panel("goals", permission=EDIT_ALL_OFFICES),
                    _plan("goals_are_stated"),
                    _plan("office"),
                    FieldRowPanel([_plan("is_milestone"), _plan("stage_is_preparation")]),
                ],
                heading=_("The activity in the plan"),
            ),
            MultiFieldPanel(
                [
                    bilingual_panels("period_text", permission=EDIT_ALL_OFFICES),
                    FieldRowPanel([_plan("planned_start"), _plan("planned_end")]),
                    _plan("date_is_uncertain"),
                ],
                heading=_("Planned period"),
            ),
            MultiFieldPanel(
                [
                    choice_panel("places", permission=EDIT_ALL_OFFICES),
                    FieldRowPanel([_plan("place_text"), _plan("country"), _plan("venue")]),
                    FieldRowPanel([_plan("conference"), _plan("programme"), _plan("visitor")]),
                    choice_panel("networks", permission=EDIT_ALL_OFFICES),
                    choice_panel("related", permission=EDIT_ALL_OFFICES),
                ],
                heading=_("Where and with whom"),
                classname="collapsed",
            ),
            sources_panel(permission=EDIT_ALL_OFFICES),
        ],
        base_form_class=ActivityForm,
    )


class ProgressNoteViewSet(OfficeSnippetViewSet):
    """Running notes on the progress of goals and activities."""

    model = ProgressNote
    icon = "clipboard-list"
    menu_label = _("Progress notes")
    list_display = ["noted_on", "goal", Column("text", label=_("Progress")), "author"]
    list_filter = ["goal__focus_area", "noted_on"]
    search_fields = ["text_da", "text_en"]
    edit_handler = ObjectList(
        [
            FieldPanel("goal", widget=forms.Select),
            FieldPanel(
                "activity",
                widget=ActivityOfGoal,
                help_text=_("Only where the note is about one of the goal's activities."),
            ),
            FieldPanel("noted_on"),
            bilingual_panels("text"),
        ],
        base_form_class=ProgressNoteForm,
    )


class OfficeEditView(EditView):
    """The form of an office, which says what stands without an office when it closes without a successor."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Save the office, and warn of the focus areas that nobody takes over."""
        response: HttpResponse = super().form_valid(form)
        office = self.object
        if form.moves_responsibilities and office.valid_to and office.successor is None:
            left = office.responsibilities.filter(end=office.valid_to).select_related("focus_area")
            if areas := ", ".join(str(one.focus_area) for one in left):
                words = _(
                    "From the day after, no office is responsible for %(areas)s. Give it to one under Responsibilities."
                )
                messages.warning(self.request, words % {"areas": areas})
        return response


class OfficeViewSet(FactViewSet):
    """Offices, open and closed."""

    edit_view_class = OfficeEditView

    model = Office
    icon = "group"
    menu_label = _("Offices")
    list_display = [Column("name", label=_("Name")), "valid_from", "valid_to", "successor"]
    search_fields = ["name_da", "name_en"]
    edit_handler = ObjectList(
        [
            bilingual_panels("name"),
            FieldPanel("slug"),
            InlinePanel("other_names", heading=_("Other names"), label=_("Name"), panels=[FieldPanel("name")]),
            bilingual_panels("role"),
            choice_panel("editors"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
                    FieldPanel("successor"),
                    bilingual_panels("closing_note"),
                ],
                heading=_("Opening and closing"),
                help_text=_(
                    "When an office closes, its focus areas go to the successor the next day, and so do its networks and "
                    "planned activities. Without a successor its focus areas stand without a responsible office until "
                    "one is given to them under Responsibilities. What you correct here is corrected there."
                ),
            ),
            sources_panel(),
        ],
        base_form_class=OfficeForm,
    )


class ResponsibilityViewSet(FactViewSet):
    """Which office is responsible for a focus area, and since when."""

    model = Responsibility
    icon = "group"
    menu_label = _("Responsibilities")
    list_display = ["focus_area", "office", "start", "end"]
    list_filter = ["office", "focus_area"]
    panels = [
        FieldPanel("focus_area"),
        FieldPanel("office"),
        bilingual_panels("role"),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
        sources_panel(),
    ]


class StrategicObjectiveViewSet(FactViewSet):
    """The objectives of the international strategy."""

    model = StrategicObjective
    icon = "crosshairs"
    menu_label = _("Strategic objectives")
    list_display = [Column("name", label=_("Name")), "strategy", "position"]
    panels = [
        FieldRowPanel([FieldPanel("strategy"), FieldPanel("slug"), position_panel()]),
        bilingual_panels("name"),
        bilingual_panels("gist"),
        bilingual_panels("administration_part"),
        sources_panel(),
    ]


class StrategicAimViewSet(FactViewSet):
    """The administration's aims."""

    model = StrategicAim
    icon = "crosshairs"
    menu_label = _("Aims")
    list_display = ["number", Column("text", label=_("Aim"))]
    panels = [FieldRowPanel([FieldPanel("strategy"), FieldPanel("number")]), bilingual_panels("text"), sources_panel()]


class VisionPointViewSet(FactViewSet):
    """The points of a strategy's vision."""

    model = VisionPoint
    icon = "view"
    menu_label = _("Vision points")
    list_display = ["number", Column("text", label=_("Vision point"))]
    panels = [FieldRowPanel([FieldPanel("strategy"), FieldPanel("number")]), bilingual_panels("text"), sources_panel()]


class StrategyPrincipleViewSet(FactViewSet):
    """The principles of the Social Strategy."""

    model = StrategyPrinciple
    icon = "list-ol"
    menu_label = _("Principles")
    list_display = ["number", Column("name", label=_("Principle"))]
    panels = [
        FieldRowPanel([FieldPanel("strategy"), FieldPanel("number"), FieldPanel("is_stated")]),
        bilingual_panels("name"),
    ]


class StrategyChapterViewSet(FactViewSet):
    """The sub-chapters of the Social Strategy with their commitments."""

    model = StrategyChapter
    icon = "doc-full"
    menu_label = _("Sub-chapters")
    list_display = [Column("title", label=_("Title")), "principle", "position"]
    list_filter = ["principle"]
    panels = [
        FieldRowPanel([FieldPanel("principle"), position_panel()]),
        bilingual_panels("title"),
        InlinePanel("commitments", heading=_("Commitments"), label=_("Commitment"), panels=[bilingual_panels("text")]),
        MultiFieldPanel(
            [bilingual_panels("example_title"), bilingual_panels("example_text")],
            heading=_("Example of good practice"),
        ),
        sources_panel(),
    ]


class BenchmarkViewSet(FactViewSet):
    """The benchmarks of the Social Strategy."""

    model = Benchmark
    icon = "flag"
    menu_label = _("Benchmarks")
    list_display = ["number", Column("name", label=_("Benchmark"))]
    panels = [
        FieldRowPanel([FieldPanel("strategy"), FieldPanel("number")]),
        bilingual_panels("name"),
        choice_panel("possible_focus_areas"),
        choice_panel("possible_networks"),
        sources_panel(),
    ]


class PlanViewSetGroup(SnippetViewSetGroup):
    """The menu of the plan: what offices and the coordinator keep all year first."""

    menu_label = _("Plan")
    menu_icon = "clipboard-list"
    menu_name = "plan"
    menu_order = 150
    items = (
        GoalViewSet,
        ActivityViewSet,
        ProgressNoteViewSet,
        OfficeViewSet,
        ResponsibilityViewSet,
        SuggestionViewSet,
    )


class StrategyViewSetGroup(SnippetViewSetGroup):
    """The menu of the two strategies."""

    menu_label = _("Strategies")
    menu_icon = "crosshairs"
    menu_name = "strategies"
    menu_order = 180
    items = (
        StrategicObjectiveViewSet,
        StrategicAimViewSet,
        VisionPointViewSet,
        StrategyPrincipleViewSet,
        StrategyChapterViewSet,
        BenchmarkViewSet,
    )
