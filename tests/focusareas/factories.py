"""Factories of the plan's facts and pages."""

import datetime as dt

import factory
import wagtail_factories

from focusareas.models import (
    ActionPlanPage,
    Activity,
    Assessment,
    FocusAreaPage,
    Goal,
    ProgressNote,
    ReportIndexPage,
    Responsibility,
    StrategicObjective,
    StrategyPage,
    TripReportPage,
)
from tests.networks.factories import OfficeFactory


class ActionPlanPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ActionPlanPage

    title = "Handlingsplan"
    slug = "handlingsplan"
    period_start = dt.date(2007, 1, 1)
    period_end = dt.date(2009, 12, 31)


class FocusAreaPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = FocusAreaPage

    title = factory.Sequence(lambda number: f"Indsats {number}")
    number = factory.Sequence(lambda number: number + 1)
    summary = "Kort om indsatsen."


class ReportIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ReportIndexPage

    title = "Rapporter"
    slug = "rapporter"


class TripReportPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = TripReportPage

    title = factory.Sequence(lambda number: f"Rapport {number}")
    summary = "Kort om rejsen."
    start_date = factory.Sequence(lambda number: dt.date(2007, 1, 1) + dt.timedelta(days=number))
    end_date = factory.LazyAttribute(lambda report: report.start_date)


class ResponsibilityFactory(factory.django.DjangoModelFactory[Responsibility]):
    class Meta:
        model = Responsibility

    office = factory.SubFactory(OfficeFactory)
    role_da = "Kontorchef"
    role_en = "Head of office"
    start = dt.date(2007, 1, 1)


class ActivityFactory(factory.django.DjangoModelFactory[Activity]):
    class Meta:
        model = Activity

    code = factory.Sequence(lambda number: f"A{number}")
    text_da = factory.Sequence(lambda number: f"Besøg nr. {number}")
    text_en = factory.Sequence(lambda number: f"Visit no. {number}")
    actual_start = dt.date(2007, 5, 1)
    state = Activity.State.HELD


class StrategyPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = StrategyPage

    title = "International strategi"
    slug = "strategi"


class StrategicObjectiveFactory(factory.django.DjangoModelFactory[StrategicObjective]):
    class Meta:
        model = StrategicObjective

    slug = factory.Sequence(lambda number: f"maal-{number}")
    position = factory.Sequence(lambda number: number)
    name_da = "Den lærende by"
    name_en = "The learning city"
    gist_da = "At lære af andre."


class GoalFactory(factory.django.DjangoModelFactory[Goal]):
    class Meta:
        model = Goal

    code = factory.Sequence(lambda number: f"{number}.1")
    text_da = factory.Sequence(lambda number: f"Målet er nr. {number}")
    text_en = factory.Sequence(lambda number: f"The goal is no. {number}")


class AssessmentFactory(factory.django.DjangoModelFactory[Assessment]):
    class Meta:
        model = Assessment

    goal = factory.SubFactory(GoalFactory)
    year = 2007
    status = Assessment.Status.ACHIEVED
    reason_da = "Det gik godt."
    reason_en = "It went well."


class ProgressNoteFactory(factory.django.DjangoModelFactory[ProgressNote]):
    class Meta:
        model = ProgressNote

    noted_on = dt.date(2007, 6, 1)
    text_da = factory.Sequence(lambda number: f"Note {number}")
    text_en = factory.Sequence(lambda number: f"Remark {number}")
