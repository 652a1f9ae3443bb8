"""Whom a reader of a report may ask: its authors, and our contacts in its networks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from networks.models import EditionContact, NetworkPage, Person
from networks.vcards import Card
from portal.mail import absolute


def with_contacts(networks: Sequence[Any]) -> list[tuple[Any, Sequence[EditionContact]]]:
    """Return each network with our contacts in it by the current edition of the directory, in one query at most.

    Args:
        networks: pages in the reader's language, each with its Danish page as `source`.
    """
    if not networks:
        return []
    contacts = defaultdict(list)
    for contact in _current_contacts([page.source.pk for page in networks]):
        contacts[contact.entry.network_id].append(contact)
    return [(page, contacts[page.source.pk]) for page in networks]


def has_cards(authors: Iterable[Person], networks: Iterable[tuple[Any, Sequence[EditionContact]]]) -> bool:
    """Tell whether there is a card of one of a report's authors, or of the contacts in its networks."""
    contacts = [contact for _network, some in networks for contact in some]
    return any(person.is_active for person in authors) or any(
        contact.person.is_active if contact.person else contact.name for contact in contacts
    )


def cards_of(report: Any) -> list[Card]:
    """Return a card for each of them who works here, in the reader's language, in two queries.

    Somebody with a page in the portal comes as the page says, others as the edition does.
    """
    networks = NetworkPage.objects.danish().filter(reports=report).order_by().values("pk")
    authors = Person.objects.filter(reports=report).select_related("office")
    return cards_of_persons(authors, list(_current_contacts(networks)))


def cards_of_persons(authors: Iterable[Person], contacts: Sequence[EditionContact]) -> list[Card]:
    """Return a card for each of these authors and contacts who works here, once, in the reader's language."""
    persons = {person.pk: person for person in [*authors, *(each.person for each in contacts if each.person)]}
    cards = [_card_of(person) for person in persons.values() if person.is_active]
    unknown = (each for each in contacts if each.name and not each.person)
    cards += (Card(each.name, each.title, each.office_name, each.email, each.phone) for each in unknown)
    return list(dict.fromkeys(cards))


def _card_of(person: Person) -> Card:
    address = absolute(person.get_absolute_url())
    return Card(person.name, person.title, person.office.name, person.email, person.phone, address)


def _current_contacts(networks: Any) -> Any:
    """Return the contacts in the networks, given as pages' keys."""
    contacts = EditionContact.objects.filter(entry__edition__is_current=True, entry__network__in=networks)
    return contacts.select_related("entry", "person__office").order_by("entry__position", "sort_order")
