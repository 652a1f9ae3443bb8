"""Which goals and activities a page of the plan shows."""

from datetime import date
from typing import Any, Self

from django.db.models import Exists, F, Min, OuterRef, Prefetch, Q, QuerySet

from networks.models import SourceReference
from portal.alphabet import alphabetical
from portal.languages import SOURCE_LANGUAGE


def cited() -> Prefetch:
    """Return the prefetch of where facts were read."""
    return Prefetch("sources", SourceReference.objects.select_related("document"))


class GoalQuerySet(QuerySet[Any]):
    """Goals by year and status."""

    def for_plan(self) -> Self:
        """Return the published goals, each told whether any activity serves it."""
        activities = self.model.activities.through.objects.filter(goal=OuterRef("pk"))
        return self.filter(live=True).annotate(has_activity=Exists(activities)).order_by("focus_area__number", "code")

    def with_progress(self) -> Self:
        """Return the goals with their assessments, progress notes and sources."""
        return self.prefetch_related("assessments", "progress_notes", cited())

    def in_year(self, year: int) -> Self:
        """Return the goals that something happened to in a year: an activity, assessment, target or deadline."""
        active = self.model._default_manager.filter(activities__start__year__lte=year, activities__end__year__gte=year)
        assessed = self.model._default_manager.filter(assessments__year=year)
        targeted = Q(target_from_year__lte=year) & (Q(target_to_year__isnull=True) | Q(target_to_year__gte=year))
        return self.filter(
            Q(pk__in=active.values("pk")) | Q(pk__in=assessed.values("pk")) | Q(deadline__year=year) | targeted
        )

    def with_status(self, status: str, year: int) -> Self:
        """Return the goals that were given a status in a year."""
        return self.filter(assessments__year=year, assessments__status=status)


class ActivityQuerySet(QuerySet[Any]):
    """Activities by list and year."""

    def in_plan(self) -> Self:
        """Return the activities of the activity plan, those entered in the portal included."""
        origin = self.model.Origin
        return self.filter(origin__in=[origin.PLAN, origin.PORTAL]).order_by("code")

    def held(self) -> Self:
        """Return the activities held: the overview's, the status document's and those held since."""
        origin = self.model.Origin
        return self.filter(
            Q(origin__in=[origin.OVERVIEW, origin.STATUS]) | Q(origin=origin.PORTAL, state=self.model.State.HELD)
        )

    def in_year(self, year: int) -> Self:
        """Return the activities whose period touches a year."""
        return self.filter(start__year__lte=year, end__year__gte=year)

    def in_country(self, code: str) -> Self:
        """Return the activities with visitors from a country, told of the country alone, or held in a place of it."""
        there = self.model.places.through.objects.filter(place__country=code)
        return self.filter(Q(country=code) | Q(pk__in=there.values("activity")))

    def on_theme(self, theme: Any) -> Self:
        """Return the activities whose focus area is marked with a theme, or a report on them; they themselves are not."""
        areas = self.model.focus_area.field.related_model.objects.danish().filter(themes=theme)
        reports = self.model.reports.rel.related_model.objects.danish().filter(themes=theme)
        return self.filter(Q(focus_area__in=areas.values("pk")) | Q(pk__in=reports.values("activities")))

    def with_facts(self) -> Self:
        """Return the activities with what every list shows of them: office, places, goals and sources."""
        return self.select_related("office").prefetch_related("places", "goals", cited())

    def ended(self, today: date) -> Self:
        """Return the activities that are over: their last day has passed, or they were held on a day nobody noted.

        Those that did not take place are left out, and so is what only prepared for another.
        """
        state = self.model.State
        took_place = self.filter(stage_is_preparation=False).exclude(
            state__in=[state.POSTPONED, state.DROPPED, state.REPLACED]
        )
        return took_place.filter(Q(end__lt=today) | Q(end__isnull=True, state=state.HELD))

    def without_report(self, today: date) -> Self:
        """Return the activities that are over and that no report on the site tells of."""
        told = self.model.reports.through.objects.filter(
            activity=OuterRef("pk"), reportpage__live=True, reportpage__locale__language_code=SOURCE_LANGUAGE
        )
        return self.ended(today).filter(~Exists(told))

    def newest_first(self) -> Self:
        """Return the activities newest first, those without a date last."""
        return self.order_by(F("start").desc(nulls_last=True), "-code")

    def sorted_by(self, key: str) -> Self:
        """Return the activities in one of the orders of the activity list, such as "period" or "-period"."""
        columns: dict[str, Any] = {
            "period": F("start"),
            "place": F("first_place"),
            "activity": alphabetical("text"),
            "type": F("type"),
        }
        column = columns[key.removeprefix("-")]
        order = column.desc(nulls_last=True) if key.startswith("-") else column.asc(nulls_last=True)
        rows = self.annotate(first_place=Min(alphabetical("places__name"))) if key.endswith("place") else self
        return rows.order_by(order, "code")
