"""One fact of each kind and as many rows tied to it as a test wants, in both languages."""

from typing import Any

from home.models import ContactGroupMember
from networks.models import DirectoryEdition, NetworkPage, Office, Person, Place, Theme
from tests.addresses import address
from tests.conftest import Trees
from tests.focusareas.factories import (
    ActionPlanPageFactory,
    ActivityFactory,
    FocusAreaPageFactory,
    ReportIndexPageFactory,
    ResponsibilityFactory,
    StrategicObjectiveFactory,
    StrategyPageFactory,
    TripReportPageFactory,
)
from tests.networks.factories import (
    DirectoryEditionFactory,
    EditionContactFactory,
    EditionEntryFactory,
    NetworkIndexPageFactory,
    NetworkMeetingFactory,
    NetworkPageFactory,
    OfficeFactory,
    OfficeNameFactory,
    PersonFactory,
    PlaceFactory,
    SourceReferenceFactory,
    ThemeFactory,
)


def tie(page: Any, **relations: Any) -> None:
    """Tie a page to facts without saving it again, which costs a lot for so many."""
    for name, fact in relations.items():
        field = page._meta.get_field(name)
        field.remote_field.through.objects.create(
            **{f"{field.m2m_field_name()}_id": page.pk, f"{field.m2m_reverse_field_name()}_id": fact.pk}
        )


class Gathering:
    """A theme, a place, an office and a person, to tie rows to."""

    def __init__(self, trees: Trees) -> None:
        self.trees = trees
        self.theme: Theme = ThemeFactory(slug="hjemloeshed", name_da="Hjemløshed", name_en="Homelessness")
        self.place: Place = PlaceFactory(slug="berlin", name_da="Berlin", country="DE")
        self.office: Office = OfficeFactory(slug="projekt", name_da="Projektkontoret")
        self.person: Person = PersonFactory(slug="karla-vind", name="Karla Vind", office=self.office)
        self.current: DirectoryEdition = DirectoryEditionFactory(year=2008)
        self.earlier: DirectoryEdition = DirectoryEditionFactory(year=2007)
        self.plan = ActionPlanPageFactory(parent=self.trees.danish)
        strategy = StrategyPageFactory(parent=self.trees.danish)
        self.objective = StrategicObjectiveFactory(strategy=strategy)
        self.reports = ReportIndexPageFactory(parent=self.trees.danish)
        self.directory = NetworkIndexPageFactory(parent=self.trees.danish)
        self.english = {page.pk: self.trees.translate(page) for page in (self.plan, self.reports, self.directory)}
        reference = SourceReferenceFactory()
        self.place.sources.add(reference)
        self.office.sources.add(reference)
        self.office.save()
        self.networks: list[NetworkPage] = []

    def addresses(self, language: str) -> dict[str, str]:
        """Return the address of each fact's page."""
        return {
            "theme": address("theme", self.theme.slug, language=language),
            "place": address("place", self.place.slug, language=language),
            "office": address("office", self.office.slug, language=language),
            "person": address("person", self.person.slug, language=language),
        }

    def lists(self, language: str) -> list[str]:
        """Return the addresses of the lists of facts."""
        return [address(name, language=language) for name in ("themes", "places", "offices", "people")]

    def grow(self, count: int) -> None:
        """Tie that many more of everything to the facts, half of the pages with an English version."""
        for number in range(count):
            self._add(is_translated=number % 2 == 0)

    def _add(self, *, is_translated: bool) -> None:
        area = FocusAreaPageFactory(parent=self.plan, primary_objective=self.objective)
        network = NetworkPageFactory(parent=self.directory, office=self.office)
        report = TripReportPageFactory(parent=self.reports, office=self.office)
        activity = ActivityFactory(focus_area=area)
        activity.places.add(self.place)
        activity.networks.add(network)
        tie(area, themes=self.theme, networks=network)
        tie(network, themes=self.theme, member_places=self.place)
        tie(report, themes=self.theme, places=self.place, authors=self.person, networks=network)
        NetworkMeetingFactory(network=network, place=self.place)
        self._add_facts(area, network)
        if is_translated:
            for page in (area, network, report):
                self._add_english(page)
        self.networks.append(network)

    def _add_facts(self, area: Any, network: NetworkPage) -> None:
        ResponsibilityFactory(focus_area=area, office=self.office)
        for edition in (self.current, self.earlier):
            entry = EditionEntryFactory(network=network, edition=edition, office=self.office)
            EditionContactFactory(entry=entry, person=self.person)
        colleague = PersonFactory(office=self.office)
        ContactGroupMember.objects.create(office=self.office, person=colleague)
        ContactGroupMember.objects.create(office=self.office, person=self.person)
        OfficeNameFactory(office__successor=self.office)
        PlaceFactory()
        ThemeFactory()

    def _add_english(self, page: Any) -> None:
        english = type(page)(
            title=f"{page.title} in English",
            slug=page.slug,
            locale=self.trees.english.locale,
            translation_key=page.translation_key,
        )
        self.english[page.get_parent().pk].add_child(instance=english)
