"""A plan with goals, activities and reports, as many as a test wants, in both languages."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any

from django.utils import timezone

from focusareas.models import Activity, Assessment, FocusAreaTie, ReportComment, Trial, TrialOutcome
from tests.conftest import Trees
from tests.factories import PortalDocumentFactory, UserFactory
from tests.focusareas.factories import (
    ActionPlanPageFactory,
    ActivityFactory,
    AssessmentFactory,
    FocusAreaPageFactory,
    GoalFactory,
    ProgressNoteFactory,
    ReportIndexPageFactory,
    ResponsibilityFactory,
    StrategicObjectiveFactory,
    StrategyPageFactory,
    TripReportPageFactory,
)
from tests.networks.factories import (
    EditionContactFactory,
    EditionEntryFactory,
    NetworkIndexPageFactory,
    NetworkPageFactory,
    OfficeFactory,
    PersonFactory,
    PlaceFactory,
    SourceReferenceFactory,
    ThemeFactory,
)


@dataclass
class Plan:
    """A plan with one focus area, and the report list and directory beside it."""

    trees: Trees

    def __post_init__(self) -> None:
        self.numbers = count(1)
        self.strategy = StrategyPageFactory(parent=self.trees.danish)
        self.objective: Any = StrategicObjectiveFactory(strategy=self.strategy)
        self.page = ActionPlanPageFactory(parent=self.trees.danish)
        self.index = ReportIndexPageFactory(parent=self.trees.danish)
        self.directory = NetworkIndexPageFactory(parent=self.trees.danish)
        for page in (self.page, self.directory):
            self.trees.translate(page)
        self.english_index = self.trees.translate(self.index)
        self.office = OfficeFactory(slug="projekt", name_da="Projektkontoret", name_en="Project Office")
        self.area = self.add_area("Hjemløse", "Homeless people", self.office)

    def add_area(self, title: str, english: str, office: Any) -> Any:
        """Add a focus area in both languages that the office is responsible for."""
        area = FocusAreaPageFactory(
            parent=self.page, title=title, number=next(self.numbers), primary_objective=self.objective
        )
        self.trees.translate(area, title=english)
        ResponsibilityFactory(focus_area=area, office=office)
        return area

    def add_goal(self, code: str, *, area: Any = None, status: str = "", **facts: Any) -> Any:
        """Add a goal of the focus area, with a status for 2007 when one is given."""
        goal = GoalFactory(code=code, focus_area=area or self.area, **facts)
        if status:
            AssessmentFactory(goal=goal, status=status)
        return goal

    def add_activity(self, code: str, *goals: Any, **facts: Any) -> Any:
        """Add an activity of the plan that serves the goals."""
        given = {"origin": Activity.Origin.PLAN, "focus_area": self.area, "actual_start": None} | facts
        activity: Any = ActivityFactory(code=code, **given)
        activity.goals.set(goals)
        return activity

    def add_report(self, title: str, **facts: Any) -> Any:
        """Add a trip report to the list."""
        return TripReportPageFactory(parent=self.index, title=title, **facts)

    def address(self, page: Any, language: str) -> str:
        """Return where the page stands in a language."""
        return str(page.relatives[language].url)

    def grow(self, rows: int) -> None:
        """Tie that many more goals, activities, networks, reports, things to try and comments to the focus area and to one report."""
        for _row in range(rows):
            self._add_row(self.report)
        self.report.save()
        self.area.save()

    @cached_property
    def report(self) -> Any:
        """Return the report that everything is tied to."""
        return self._tied_report()

    def _tied_report(self) -> Any:
        main = self.add_report("Rejsen", country="US", office=self.office)
        main.themes.add(ThemeFactory())
        main.focus_areas.add(self.area)
        main.authors.add(PersonFactory())
        main.sources.add(SourceReferenceFactory())
        main.save()
        main.attachments.create(document=PortalDocumentFactory())
        self.trees.translate(main, title="The journey")
        return main

    def _add_row(self, main: Any) -> None:
        number, source = next(self.numbers), SourceReferenceFactory()
        place: Any = PlaceFactory()
        goal = self.add_goal(f"1.{number}", status=Assessment.Status.PARTLY)
        goal.sources.add(source)
        goal.save()
        activity = self.add_activity(f"1.{number}", goal, planned_start=dt.date(2007, 1, 1), office=OfficeFactory())
        held = self.add_activity(f"R{number}", origin=Activity.Origin.OVERVIEW, actual_start=dt.date(2007, 1, 1))
        for each in (activity, held):
            each.places.add(place)
            each.sources.add(source)
        ProgressNoteFactory(goal=goal, activity=activity)
        ProgressNoteFactory(goal=goal)
        FocusAreaTie.objects.create(focus_area=self.area, kind="place", name_da=place.name, place=place)
        network = NetworkPageFactory(parent=self.directory, title=f"Forum {number}")
        self.area.networks.add(network)
        report = self.add_report(f"Rapport {number}")
        report.places.add(place)
        report.themes.set(main.themes.all())
        report.focus_areas.add(self.area)
        report.save()
        english = type(report)(
            title=f"Report {number}", locale=self.trees.english.locale, translation_key=report.translation_key
        )
        self.english_index.add_child(instance=english)
        for each in (main, report):
            trial = Trial.objects.create(report=each, text_da="Aften", owner=PersonFactory(), office=OfficeFactory())
            TrialOutcome.objects.create(report=each, key=trial.key, state="adopted", answered_at=timezone.now())
        EditionContactFactory(entry=EditionEntryFactory(network=network))
        ReportComment.objects.create(report=main, author=PersonFactory(user=UserFactory()).user, text="Tak")
        main.activities.add(activity)
        main.networks.add(network)
        main.places.add(place)
