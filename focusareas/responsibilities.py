"""Moving responsibilities when an office closes."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from focusareas.models import Responsibility
from networks.models import NetworkPage, Office


def check_closing(office: Office, last_day: date, successor: Office | None) -> None:
    """Check that an office can close on a day.

    Raises:
        ValidationError: it became responsible later, or the successor is not open the day after.
    """
    if successor is not None and not successor.is_open_on(last_day + timedelta(days=1)):
        raise ValidationError({"successor": _("The successor is not open the day after the office closes.")})
    later = office.responsibilities.filter(end__isnull=True, start__gt=last_day).select_related("focus_area").first()
    if later is not None:
        message = _("The office became responsible for %(focus_area)s after its last day.")
        raise ValidationError({"valid_to": message % {"focus_area": later.focus_area}})


@transaction.atomic
def close_office(office: Office, last_day: date, successor: Office | None = None) -> list[Responsibility]:
    """Close an office: end what it is responsible for, and give it to the successor from the next day.

    The responsibilities it had stay as history. Without a successor its focus areas stand without an office.
    The networks it kept get the successor as their office; the editions of the directory stay as printed.

    Args:
        office: the office that closes; saved with its last day and successor.
        last_day: the last day it exists.
        successor: the office that takes over.

    Returns:
        The successor's new responsibilities.

    Raises:
        ValidationError: the dates do not fit, or the successor is not open the day after.
    """
    check_closing(office, last_day, successor)
    next_day = last_day + timedelta(days=1)
    office.valid_to, office.successor = last_day, successor
    office.full_clean()
    office.save()
    open_rows = Responsibility.objects.select_for_update(of=("self",)).filter(office=office, end__isnull=True)
    taken_over = [_hand_over(row, last_day, successor, next_day) for row in open_rows]
    if successor is not None:
        for network in NetworkPage.objects.filter(office=office):
            _give_network(network, successor)
    return [row for row in taken_over if row is not None]


def _hand_over(row: Responsibility, last_day: date, successor: Office | None, next_day: date) -> Responsibility | None:
    """End a responsibility, and open the successor's."""
    row.end = last_day
    row.save()
    if successor is None:
        return None
    following = Responsibility(
        focus_area=row.focus_area, office=successor, role_da=row.role_da, role_en=row.role_en, start=next_day
    )
    following.full_clean()
    following.save()
    return following


def _give_network(network: NetworkPage, successor: Office) -> None:
    """Give a network to an office, in its draft too, and publish nothing that was not public before."""
    draft = network.get_latest_revision_as_object()
    draft.office = successor
    revision = draft.save_revision(changed=False)
    if network.live and not network.has_unpublished_changes:
        revision.publish()
    else:
        NetworkPage.objects.filter(pk=network.pk).update(office=successor)
