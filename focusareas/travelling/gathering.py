"""What is known of where somebody is going, or of what they are going to learn about."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from focusareas.models import Activity, ReportComment, ReportPage, Trial, TrialOutcome
from focusareas.reading.contacts import cards_of_persons, with_contacts
from networks.models import EditionContact, NetworkPage, Person, Place, Theme
from networks.vcards import Card

# Of what there may be most of; the lists they stand in show the rest.
MOST = 50
PUT_INTO_USE = (TrialOutcome.State.ADOPTED, TrialOutcome.State.ADAPTED)


@dataclass(frozen=True)
class Subject:
    """Where somebody is going or what about; with more than one, what is about all of them.

    Args:
        place: a city.
        country: a country's two letters.
        theme: a subject.
    """

    place: Place | None = None
    country: str = ""
    theme: Theme | None = None

    def __bool__(self) -> bool:
        return bool(self.place or self.country or self.theme)


@dataclass(frozen=True)
class Traveller:
    """Somebody who has been there, and their reports in the reader's language, the newest first."""

    person: Person
    reports: list[Any]


@dataclass(frozen=True)
class Question:
    """A question under a report that its authors have not answered, and the report in the reader's language."""

    comment: ReportComment
    page: Any


class Preparation:
    """All that is known of a subject, each part asked for once, in queries that do not grow with the rows."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    @cached_property
    def _reports(self) -> Any:
        reports = ReportPage.objects.danish()
        if self.subject.place:
            reports = reports.filter(places=self.subject.place)
        if self.subject.country:
            code = self.subject.country
            in_country = Q(country=code) | Q(pk__in=reports.filter(places__country=code).values("pk"))
            reports = reports.filter(in_country)
        if self.subject.theme:
            reports = reports.filter(themes=self.subject.theme)
        return reports.order_by("-start_date", "-pk")

    @cached_property
    def reports(self) -> list[Any]:
        """Return the earlier reports in the reader's language, the newest first."""
        pages: list[Any] = self._reports[:MOST].in_reader_language()
        return pages

    @cached_property
    def _pages(self) -> dict[int, Any]:
        return {page.source.pk: page for page in self.reports}

    @cached_property
    def travellers(self) -> list[Traveller]:
        """Return who wrote the reports, those who still work here first."""
        written = defaultdict(set)
        ties = ReportPage.authors.through.objects.filter(reportpage__in=list(self._pages))
        for person, report in ties.values_list("person", "reportpage"):
            written[person].add(report)
        persons = Person.objects.filter(pk__in=written).select_related("office").order_by("name__alphabetical")
        travellers = [
            Traveller(person, [page for pk, page in self._pages.items() if pk in written[person.pk]])
            for person in persons
        ]
        return sorted(travellers, key=lambda traveller: not traveller.person.is_active)

    @cached_property
    def networks(self) -> list[tuple[Any, Sequence[EditionContact]]]:
        """Return the networks that have members, meet or work there, with our contacts in them."""
        found = NetworkPage.objects.danish()
        subject = self.subject
        if subject.place:
            found = found.tied_to(Place.objects.filter(pk=subject.place.pk))
        if subject.country:
            found = found.tied_to(Place.objects.filter(country=subject.country))
        if subject.theme:
            found = found.filter(themes=subject.theme)
        return with_contacts(found.order_by("title__alphabetical").in_reader_language())

    @cached_property
    def activities(self) -> list[Activity]:
        """Return activities there or on the subject, with their places, the newest first."""
        return list(self._activities.prefetch_related("places").newest_first()[:MOST])

    @property
    def dated_activities(self) -> list[Activity]:
        """Return those that can stand in a calendar; as they come first, no other takes the place of one."""
        return [activity for activity in self.activities if activity.start]

    @property
    def _activities(self) -> Any:
        activities = Activity.objects.all()
        if self.subject.place:
            activities = activities.filter(pk__in=self.subject.place.activities.values("pk"))
        if self.subject.country:
            activities = activities.in_country(self.subject.country)
        if self.subject.theme:
            activities = activities.on_theme(self.subject.theme)
        return activities

    @cached_property
    def _trials(self) -> list[Trial]:
        trials = Trial.objects.filter(report__in=list(self._pages)).with_outcomes().with_owners()
        trials = list(trials.order_by("-report__start_date", "sort_order"))
        for trial in trials:
            trial.page = self._pages[trial.report_id]
        return trials

    @property
    def put_into_use(self) -> list[Trial]:
        """Return what the reports said would be tried and was adopted or adapted."""
        return [trial for trial in self._trials if trial.state in PUT_INTO_USE]

    @property
    def still_open(self) -> list[Trial]:
        """Return what the reports said would be tried and nobody has said what came of."""
        return [trial for trial in self._trials if trial.state == TrialOutcome.State.OPEN]

    @cached_property
    def questions(self) -> list[Question]:
        """Return the questions under the reports that none of the authors has written after, the newest first."""
        authors = defaultdict(set)
        for traveller in self.travellers:
            # Those without an account are not the ones whose account is gone.
            if user := traveller.person.user_id:
                for page in traveller.reports:
                    authors[page.source.pk].add(user)
        waiting: dict[int, list[ReportComment]] = defaultdict(list)
        for comment in ReportComment.objects.filter(report__in=list(self._pages)).with_authors():
            if comment.author_id in authors[comment.report_id]:
                waiting[comment.report_id].clear()
            elif "?" in comment.text:
                waiting[comment.report_id].append(comment)
        comments = [comment for some in waiting.values() for comment in some]
        comments.sort(key=lambda comment: comment.written_at, reverse=True)
        return [Question(comment, self._pages[comment.report_id]) for comment in comments]

    @property
    def cards(self) -> list[Card]:
        """Return the contact cards of who has been there and of our contacts in the networks, who work here."""
        contacts = [contact for _network, some in self.networks for contact in some]
        return cards_of_persons([each.person for each in self.travellers], contacts)

    def __bool__(self) -> bool:
        return bool(self.reports or self.networks or self.activities)
