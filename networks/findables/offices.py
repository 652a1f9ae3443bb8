"""Offices and contact persons."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.findables.choices import network_choices
from networks.models import EditionContact, NetworkPage, Office, Person
from search.describing import (
    LANGUAGES,
    addresses,
    column,
    columns,
    every_column,
    fact,
    facts,
    in_language,
    kind,
    languages,
    telephone,
    unique,
)
from search.facets import Facet, FacetValue
from search.facts import FactFindable
from search.pages import Readable

# How many closings of offices an old name is followed through.
GENERATIONS = 4
STEPS = range(1, GENERATIONS + 1)


class OfficeFindable(FactFindable):
    """Offices, the closed ones among them; one is found by the names of those it took over from."""

    def depends_on(self) -> Mapping[str, Sequence[str]]:
        """Return whose changes reach an office's document: those in its line of succession, both ways."""
        ways = ["__".join([way] * steps) for way in ("predecessors", "successor") for steps in STEPS]
        return {
            "networks.officename": ["other_names", *(f"{way}__other_names" for way in ways)],
            "networks.office": ways,
        }

    def expired(self) -> Iterable[int]:
        """Return the offices whose last day has passed."""
        return Office.objects.filter(valid_to__lt=timezone.localdate()).values_list("pk", flat=True)

    def loaded(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the offices with their other names."""
        return rows.prefetch_related("other_names")

    def load(self, items: Sequence[Any]) -> tuple[dict[int, Office], dict[int | None, list[Office]]]:
        """Return all offices by key and by successor: there are few, and a line of them has no end known before."""
        everyone = {office.pk: office for office in Office.objects.prefetch_related("other_names").order_by("pk")}
        before: dict[int | None, list[Office]] = {}
        for office in everyone.values():
            before.setdefault(office.successor_id, []).append(office)
        return everyone, before

    def kind(self, item: Any) -> FacetValue:
        """Return that it is an office."""
        return kind("office", Office._meta.verbose_name, 9)

    def title(self, item: Any, language: str) -> str:
        """Return its name."""
        return column(item, "name", language)

    def addresses(self, item: Any, more: Any) -> dict[str, str]:
        """Return the address of its page."""
        return addresses("office", item.slug)

    def body(self, item: Any, language: str, more: Any) -> Iterable[str]:
        """Return its role, and what was told when it closed."""
        return [column(item, "role", language), column(item, "closing_note", language)]

    def tied(self, item: Any, language: str, more: Any) -> Iterable[str]:
        """Return who took over when it closed."""
        return columns(self._successors(item, more[0]), "name", language)

    def names(self, item: Any, more: Any) -> Iterable[str]:
        """Return its other names, and all names of the offices it took over from."""
        predecessors = self._predecessors(item, more[1])
        others = [name.name for office in (item, *predecessors) for name in office.other_names.all()]
        return dict.fromkeys([*others, *every_column(predecessors, "name")])

    def facets(self, item: Any, more: Any) -> Iterable[FacetValue]:
        """Return the office itself."""
        return [fact(Facet.OFFICE, item)]

    def is_current(self, item: Any) -> bool:
        """Tell whether its last day has not passed."""
        return item.valid_to is None or item.valid_to >= timezone.localdate()

    def _successors(self, office: Any, everyone: Mapping[int, Office]) -> list[Office]:
        found: list[Office] = []
        following = everyone.get(office.successor_id)
        while following is not None and following not in (office, *found) and len(found) < GENERATIONS:
            found.append(following)
            following = everyone.get(following.successor_id or 0)
        return found

    def _predecessors(self, office: Any, before: Mapping[int | None, list[Office]]) -> list[Office]:
        found: list[Office] = []
        generation = [office]
        for _step in STEPS:
            generation = [each for later in generation for each in before.get(later.pk, []) if each not in found]
            found += generation
        return [each for each in found if each != office]


class PersonFindable(FactFindable):
    """Contact persons, with the networks they are contact for in the current edition."""

    def depends_on(self) -> Mapping[str, Sequence[str]]:
        """Return whose changes reach a person's document."""
        return {
            "networks.office": ["office"],
            "networks.editioncontact": ["edition_contacts"],
            "networks.editionentry": ["edition_contacts__entry"],
            "networks.directoryedition": ["edition_contacts__entry__edition"],
            "networks.networkpage": ["edition_contacts__entry__network"],
        }

    def loaded(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the persons with office and current contacts."""
        current = EditionContact.objects.filter(entry__edition__is_current=True).select_related("entry").order_by("pk")
        return rows.select_related("office").prefetch_related(
            Prefetch("edition_contacts", current, to_attr="current_contacts")
        )

    def load(self, items: Sequence[Any]) -> Readable:
        """Return the pages of the networks they are contact for."""
        return Readable(NetworkPage, [contact.entry.network_id for item in items for contact in item.current_contacts])

    def kind(self, item: Any) -> FacetValue:
        """Return that it is a person."""
        return kind("person", Person._meta.verbose_name, 8)

    def title(self, item: Any, language: str) -> str:
        """Return the person's name."""
        return str(item.name)

    def addresses(self, item: Any, more: Any) -> dict[str, str]:
        """Return the address of the person's page."""
        return addresses("person", item.slug)

    def languages(self, item: Any) -> list[FacetValue]:
        """Return every language: a name is the same in each."""
        return languages(LANGUAGES)

    def tied(self, item: Any, language: str, more: Readable) -> Iterable[str]:
        """Return title, office and networks."""
        networks = [more.title(contact.entry.network_id, language) for contact in item.current_contacts]
        heading = in_language(_("Current contact for"), language) if networks else ""
        return [column(item, "title", language), column(item.office, "name", language), heading, *networks]

    def internal(self, item: Any) -> Iterable[str]:
        """Return how to reach the person."""
        return [item.email, telephone(item.phone)]

    def facets(self, item: Any, more: Readable) -> Iterable[FacetValue]:
        """Return the office and the networks."""
        networks = network_choices(more, [contact.entry.network_id for contact in item.current_contacts])
        return unique(facts(Facet.OFFICE, [item.office]), networks)

    def is_current(self, item: Any) -> bool:
        """Tell whether the person works here."""
        return bool(item.is_active)
