"""Moving what an office is responsible for when it closes, and when its closing is corrected."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from focusareas.models import Activity, Responsibility
from networks.models import NetworkPage, Office


def check_closing(office: Office, last_day: date, successor: Office | None) -> None:
    """Check that an office can close on a day.

    Raises:
        ValidationError: it became responsible later, or the successor is not open the day after.
    """
    if successor is not None and not successor.is_open_on(last_day + timedelta(days=1)):
        raise ValidationError({"successor": _("The successor is not open the day after the office closes.")})
    later = office.responsibilities.filter(start__gt=last_day).select_related("focus_area").first()
    if later is not None:
        message = _("The office became responsible for %(focus_area)s after its last day.")
        raise ValidationError({"valid_to": message % {"focus_area": later.focus_area}})


@transaction.atomic
def close_office(office: Office, last_day: date, successor: Office | None = None) -> list[Responsibility]:
    """Close an office: end what it is responsible for, and give it to the successor from the next day.

    The responsibilities it had stay as history. Without a successor its focus areas stand without an office.

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
    taken_over = move_responsibilities(office, last_day, successor)
    office.valid_to, office.successor = last_day, successor
    office.full_clean()
    office.save()
    hand_over(office)
    return taken_over


@transaction.atomic
def move_responsibilities(office: Office, last_day: date | None, successor: Office | None) -> list[Responsibility]:
    """Bring the responsibilities in line with an office's closing, before the office is saved with it.

    Args:
        office: the office; in the database it still stands as it was.
        last_day: its last day; None where it does not close after all.
        successor: the office that takes over.

    Returns:
        The successor's new responsibilities.
    """
    before = Office.objects.get(pk=office.pk)
    if (before.valid_to, before.successor) == (last_day, successor):
        return []
    if before.valid_to is not None:
        _take_back(before, before.valid_to)
    if last_day is None:
        return []
    after = Responsibility.objects.select_for_update(of=("self",)).filter(
        Q(end__isnull=True) | Q(end__gt=last_day), office=office
    )
    taken_over = [_hand_on(row, last_day, successor) for row in after]
    return [row for row in taken_over if row is not None]


def _take_back(office: Office, last_day: date) -> None:
    """Undo what an earlier closing did, except where somebody has arranged the focus area since."""
    for row in office.responsibilities.filter(end=last_day):
        later = list(Responsibility.objects.filter(focus_area=row.focus_area_id, start__gt=last_day))
        handed_on = [
            each
            for each in later
            if office.successor is not None
            and (each.office_id, each.start) == (office.successor.pk, last_day + timedelta(days=1))
        ]
        if len(later) == len(handed_on):
            row.end = handed_on[0].end if handed_on else None
            for each in handed_on:
                each.delete()
            row.save()


def _hand_on(row: Responsibility, last_day: date, successor: Office | None) -> Responsibility | None:
    """End a responsibility, and let the successor have the rest of it."""
    rest = row.end
    row.end = last_day
    row.save()
    if successor is None:
        return None
    following = Responsibility(
        focus_area=row.focus_area,
        office=successor,
        role_da=row.role_da,
        role_en=row.role_en,
        start=last_day + timedelta(days=1),
        end=rest,
    )
    following.full_clean()
    following.save()
    return following


def closed_offices() -> QuerySet[Office]:
    """Return the offices whose last day has passed and that have a successor."""
    return Office.objects.filter(valid_to__lt=timezone.localdate(), successor__isnull=False).select_related("successor")


@transaction.atomic
def hand_over(office: Office) -> None:
    """Give a closed office's networks and planned activities to its successor, once its last day has passed.

    They know one office, not one for each period, so they cannot be given away before. The editions
    of the directory and the activities held stay as they are.
    """
    if office.successor is None or office.valid_to is None or office.valid_to >= timezone.localdate():
        return
    for network in NetworkPage.objects.filter(office=office):
        _give_network(network, office.successor)
    for activity in Activity.objects.filter(office=office, state=Activity.State.PLANNED):
        activity.office = office.successor
        activity.save()


def _give_network(network: NetworkPage, successor: Office) -> None:
    """Give a network to an office, in its draft too, and publish nothing that was not public before."""
    draft = network.get_latest_revision_as_object()
    draft.office = successor
    revision = draft.save_revision(changed=False)
    if network.live and not network.has_unpublished_changes:
        revision.publish()
    else:
        NetworkPage.objects.filter(pk=network.pk).update(office=successor)
