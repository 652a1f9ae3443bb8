"""Networks and focus areas as choices, and contacts in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Prefetch

from networks.models import EditionContact
from search.describing import column, page_choice, telephone
from search.facets import Facet, FacetValue
from search.pages import Readable


def network_choice(page: Any, titles: Mapping[str, str], *, is_open: bool = True) -> FacetValue:
    """Return a network as a choice, named by its titles."""
    return page_choice(Facet.NETWORK, page.slug, titles, is_open=is_open)


def network_choices(networks: Readable, pks: Iterable[int]) -> list[FacetValue]:
    """Return those networks among the pages that are live as choices, closed ones for staff."""
    return [
        network_choice(networks.danish(pk), networks.titles(pk), is_open=networks.is_open(pk))
        for pk in pks
        if pk in networks
    ]


def focus_area_choice(page: Any, titles: Mapping[str, str], *, is_open: bool = True) -> FacetValue:
    """Return a focus area as a choice, named by number and title and standing by its number."""
    return page_choice(Facet.FOCUS_AREA, page.number, titles, number=page.number, is_open=is_open)


def focus_area_choices(areas: Readable, pks: Iterable[int | None]) -> list[FacetValue]:
    """Return those focus areas among the pages that are live and numbered as choices, closed ones for staff."""
    live = [pk for pk in pks if pk is not None and pk in areas and areas.danish(pk).number is not None]
    return [focus_area_choice(areas.danish(pk), areas.titles(pk), is_open=areas.is_open(pk)) for pk in live]


def contact_words(contacts: Iterable[EditionContact], language: str) -> list[str]:
    """Return who the contacts are: as printed, and as the persons are called now."""
    words: list[str] = []
    for contact in contacts:
        names = dict.fromkeys((contact.name, contact.person.name if contact.person else ""))
        words += [*names, column(contact, "title", language), column(contact, "office_name", language)]
    return words


def contact_addresses(contacts: Iterable[EditionContact]) -> list[str]:
    """Return how to reach the contacts, as printed and now."""
    found: list[str] = []
    for contact in contacts:
        found += [contact.email, telephone(contact.phone)]
        if contact.person:
            found += [contact.person.email, telephone(contact.person.phone)]
    return list(dict.fromkeys(found))


def contacts_with_persons() -> Prefetch:
    """Return the prefetch of an entry's contacts as they are printed."""
    return Prefetch("contacts", EditionContact.objects.select_related("person").order_by("sort_order", "pk"))
