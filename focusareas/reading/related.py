"""Where a reader of a report may go on: to reports like it, and to its networks with our contacts in them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from networks.models import EditionContact
from portal.models import User

MOST_REPORTS = 4
# What two reports share weighs more the fewer reports share it.
WEIGHTS = {"themes": 3, "places": 2, "networks": 2, "focus_areas": 1}


def related_reports(report: Any, user: User | AnonymousUser) -> list[Any]:
    """Return the reports that share most with a Danish one and that the user may read, the newest first among equals."""
    model = report.activities.model.reports.rel.related_model
    alike, weight = Q(), Value(0)
    for name, each in WEIGHTS.items():
        field = model._meta.get_field(name)
        fact, ties = field.m2m_reverse_field_name(), field.remote_field.through.objects.order_by()
        shared = ties.filter(**{f"{fact}__in": ties.filter(reportpage=report.pk).values(fact)})
        alike |= Q(pk__in=shared.values("reportpage"))
        counted = shared.filter(reportpage=OuterRef("pk")).values("reportpage").annotate(number=Count("pk"))
        weight = weight + each * Coalesce(Subquery(counted.values("number")), 0)
    others = model.objects.danish().opened_to(user).exclude(pk=report.pk).filter(alike)
    related: list[Any] = others.order_by(weight.desc(), "-start_date", "pk")[:MOST_REPORTS].in_reader_language()
    return related


def with_contacts(networks: Sequence[Any]) -> list[tuple[Any, Sequence[Any]]]:
    """Return each network with our contacts in it by the current edition of the directory, in one query at most.

    Args:
        networks: pages in the reader's language, each with its Danish page as `source`.
    """
    if not networks:
        return []
    contacts = defaultdict(list)
    for contact in current_contacts([page.source.pk for page in networks]):
        contacts[contact.entry.network_id].append(contact)
    return [(page, contacts[page.source.pk]) for page in networks]


def current_contacts(networks: Any) -> Any:
    """Return our contacts in the networks, Danish pages or their keys, by the current edition of the directory."""
    contacts = EditionContact.objects.filter(entry__edition__is_current=True, entry__network__in=networks)
    return contacts.select_related("entry", "person__office").order_by("entry__position", "sort_order")
