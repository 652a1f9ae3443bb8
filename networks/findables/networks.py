"""The directory, networks, and the entries of its editions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from networks.findables.choices import (
    contact_addresses,
    contact_words,
    contacts_with_persons,
    focus_area_choices,
    network_choice,
    network_choices,
)
from networks.models import EditionEntry, NetworkIndexPage, NetworkPage, Place
from search.describing import (
    LANGUAGES,
    column,
    columns,
    facts,
    for_staff,
    in_language,
    kind,
    own_languages,
    unique,
    year,
    years,
)
from search.documents import EVERYTHING
from search.facets import Facet, FacetValue
from search.facts import FactFindable
from search.pages import PageFindable, Readable
from search.plain_text import rich_text


class NetworkIndexFindable(PageFindable):
    """The directory itself."""

    def kind(self, source: Any) -> FacetValue:
        """Return that it is a page."""
        return kind("page", _("page"), 14)

    def prose(self, page: Any) -> Iterable[str]:
        """Return the text above the directory."""
        return [rich_text(page.body)]


class NetworkFindable(PageFindable):
    """Networks, with the contacts of the current edition."""

    joins = ("office",)
    prefetches: ClassVar[Sequence[Any]] = (
        "other_names",
        "meetings__place",
        "member_places",
        "named_places",
        "themes",
        "focus_areas",
        Prefetch(
            "entries",
            EditionEntry.objects.filter(edition__is_current=True)
            .select_related("office")
            .prefetch_related(contacts_with_persons()),
            to_attr="current_entries",
        ),
    )

    def depends_on(self) -> Mapping[str, Sequence[str]]:
        """Return whose changes reach a network's document."""
        return {
            "networks.networkname": ["other_names"],
            "networks.networkmeeting": ["meetings"],
            "networks.networkpage": ["parent_network"],
            "networks.office": ["office", "entries__office"],
            "networks.place": ["member_places", "named_places", "meetings__place"],
            "networks.theme": ["themes"],
            "networks.directoryedition": ["entries__edition"],
            "networks.editionentry": ["entries"],
            "networks.editioncontact": ["entries__contacts"],
            "networks.person": ["entries__contacts__person"],
            "focusareas.focusareapage": ["focus_areas"],
        }

    def load(self, sources: Sequence[Any]) -> None:
        """Fetch the titles of parent networks and focus areas in every language."""
        areas: Any = NetworkPage._meta.get_field("focus_areas").related_model
        parents = Readable(NetworkPage, [source.parent_network_id for source in sources])
        focus_areas = Readable(areas, [area.pk for source in sources for area in source.focus_areas.all()])
        printed = EditionEntry.objects.published().filter(network__in=sources).order_by()
        earlier = set(printed.values_list("network", flat=True))
        for source in sources:
            source.has_been_printed = source.pk in earlier
            source.readable_parents, source.readable_focus_areas = parents, focus_areas

    def kind(self, source: Any) -> FacetValue:
        """Return that it is a network."""
        return kind("network", NetworkPage._meta.verbose_name, 6)

    def prose(self, page: Any) -> Iterable[str]:
        """Return what the network is for."""
        return [rich_text(page.purpose), rich_text(page.value)]

    def facts(self, source: Any, language: str) -> Iterable[str]:
        """Return its kind, meetings, cities and themes."""
        meetings = list(source.meetings.all())
        return [
            in_language(source.get_kind_display, language),
            *columns(meetings, "period_text", language),
            *columns(meetings, "text", language),
            *columns(self._places(source), "name", language),
            *columns(source.themes.all(), "name", language),
            source.other_administrations,
        ]

    def staff(self, source: Any, language: str) -> Iterable[str]:
        """Return the network it is part of, its office and current contacts."""
        entries = source.current_entries
        offices = dict.fromkeys([source.office, *(entry.office for entry in entries)])
        contacts = [contact for entry in entries for contact in entry.contacts.all()]
        parent = source.readable_parents.title(source.parent_network_id, language)
        heading = in_language(_("Contacts"), language) if contacts else ""
        return [parent, *columns(offices, "name", language), heading, *contact_words(contacts, language)]

    def internal(self, source: Any) -> Iterable[str]:
        """Return how to reach its current contacts."""
        return contact_addresses(contact for entry in source.current_entries for contact in entry.contacts.all())

    def names(self, source: Any) -> Iterable[str]:
        """Return its abbreviation and what documents call it."""
        printed = [entry.printed_name for entry in source.current_entries]
        return dict.fromkeys([source.abbreviation, *(name.name for name in source.other_names.all()), *printed])

    def is_current(self, source: Any) -> bool:
        """Tell whether it stands in the current edition, or in none."""
        return bool(source.current_entries) or not source.has_been_printed

    def facets(self, source: Any, titles: Mapping[str, str]) -> Iterable[FacetValue]:
        """Return the network itself, its themes, focus areas, cities, office and the years of its meetings."""
        return unique(
            [network_choice(source, titles)],
            facts(Facet.THEME, source.themes.all()),
            for_staff(focus_area_choices(source.readable_focus_areas, [area.pk for area in source.focus_areas.all()])),
            facts(Facet.PLACE, self._places(source)),
            for_staff(facts(Facet.OFFICE, [source.office])),
            *(years(meeting.start, meeting.end) for meeting in source.meetings.all()),
        )

    def _places(self, source: Any) -> list[Place]:
        meeting_places = [meeting.place for meeting in source.meetings.all() if meeting.place]
        return list(dict.fromkeys([*source.member_places.all(), *source.named_places.all(), *meeting_places]))


class EntryFindable(FactFindable):
    """Networks as an edition of the directory printed them."""

    def depends_on(self) -> Mapping[str, Sequence[str]]:
        """Return whose changes reach an entry's document."""
        return {
            "networks.directoryedition": ["edition"],
            "networks.networkpage": ["network"],
            "networks.theme": ["network__themes"],
            "networks.office": ["office"],
            "networks.editioncontact": ["contacts"],
            "networks.person": ["contacts__person"],
            # Every entry is read on the page of the directory.
            "networks.networkindexpage": [EVERYTHING],
        }

    def rows(self) -> QuerySet[Any]:
        """Return all entries once there is a directory to read them in."""
        directory = NetworkIndexPage.objects.danish()
        return EditionEntry.objects.published() if directory.exists() else EditionEntry.objects.none()

    def loaded(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the entries with office, contacts and the network's themes."""
        return rows.select_related("edition", "office").prefetch_related(contacts_with_persons(), "network__themes")

    def load(self, items: Sequence[Any]) -> tuple[dict[str, str], Readable]:
        """Return the addresses of the directory, and the pages of the networks."""
        directory = NetworkIndexPage.objects.danish().order_by("pk").values_list("pk", flat=True).first()
        indexes = Readable(NetworkIndexPage, [directory])
        networks = Readable(NetworkPage, [item.network_id for item in items])
        return indexes.addresses(directory) if directory in indexes else {}, networks

    def kind(self, item: Any) -> FacetValue:
        """Return that it is an entry of the directory."""
        return kind("directory_entry", EditionEntry._meta.verbose_name, 7)

    def title(self, item: Any, language: str) -> str:
        """Return the name as printed."""
        return str(item.printed_name)

    def addresses(self, item: Any, more: tuple[dict[str, str], Readable]) -> dict[str, str]:
        """Return where the edition shows the entry, alone if need be: an edition has several pages."""
        query = urlencode({"edition": item.edition.year, "q": item.printed_name[:100]})
        return {code: f"{address}?{query}#entry-{item.pk}" for code, address in more[0].items()}

    def languages(self, item: Any) -> list[FacetValue]:
        """Return the languages the purpose is given in."""
        return own_languages(item, "purpose")

    def body(self, item: Any, language: str, more: tuple[dict[str, str], Readable]) -> Iterable[str]:
        """Return what the edition says of the network."""
        return [column(item, "purpose", language)]

    def tied(self, item: Any, language: str, more: tuple[dict[str, str], Readable]) -> Iterable[str]:
        """Return the network, and what the edition puts it under."""
        _addresses, networks = more
        return [
            networks.title(item.network_id, language),
            column(item, "group_heading", language),
            column(item, "theme", language),
            column(item.office, "name", language),
        ]

    def internal(self, item: Any) -> Iterable[str]:
        """Return the contacts and how to reach them."""
        contacts = list(item.contacts.all())
        words = [word for code in LANGUAGES for word in contact_words(contacts, code)]
        return [*dict.fromkeys(words), *contact_addresses(contacts)]

    def facets(self, item: Any, more: tuple[dict[str, str], Readable]) -> Iterable[FacetValue]:
        """Return edition, network, themes and office."""
        return unique(
            [year(Facet.EDITION, item.edition.year), year(Facet.YEAR, item.edition.year)],
            network_choices(more[1], [item.network_id]),
            facts(Facet.THEME, item.network.themes.all()),
            facts(Facet.OFFICE, [item.office]),
        )

    def on(self, item: Any) -> date:
        """Return the first day of the edition's year."""
        return date(item.edition.year, 1, 1)

    def edition(self, item: Any) -> int:
        """Return the edition's year."""
        return int(item.edition.year)

    def is_current(self, item: Any) -> bool:
        """Tell whether the edition is the current one."""
        return bool(item.edition.is_current)
