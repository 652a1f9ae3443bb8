"""Activities that are over and have no report: the coordinator's list, and letters to those who took part."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from focusareas.following.addressees import Addressee, addressees_of
from focusareas.following.sending import Matter, in_their_languages, send
from focusareas.models import Activity, Responsibility
from focusareas.querysets import ActivityQuerySet
from networks.models import Office
from portal.letters import Outcome
from portal.mail import letter

# Days after the last day of an activity before the first letter, between letters, and until there are no more.
FIRST, EVERY, UNTIL = timedelta(days=7), timedelta(days=30), timedelta(days=180)


def missing_reports() -> ActivityQuerySet:
    """Return the activities whose report is missing: over, not told of, and not taken off the list with a reason."""
    return Activity.objects.without_report(timezone.localdate()).filter(no_report_because="")


def remind(tell: Callable[[str], None] = lambda line: None, *, is_dry_run: bool = False) -> Outcome:
    """Remind those who took part in activities that ended within the last half year of their report, once a month.

    Args:
        tell: called with a line on each activity.
        is_dry_run: whether nothing is sent and nothing noted.
    """
    today, now = timezone.localdate(), timezone.now()
    due = missing_reports().filter(_is_due(now), end__lte=today - FIRST, end__gte=today - UNTIL)
    found = due.select_related("office").prefetch_related("participants__user__wagtail_userprofile")
    return send([_matter(activity, now) for activity in found.order_by("end", "pk")], tell, is_dry_run=is_dry_run)


def office_of(activity: Activity) -> Office | None:
    """Return the office an activity belongs to: its own, else the one responsible for its focus area today."""
    if activity.office is not None or activity.focus_area_id is None:
        return activity.office
    rows = Responsibility.objects.on(timezone.localdate()).filter(focus_area=activity.focus_area_id)
    responsible = rows.select_related("office").first()
    return responsible.office if responsible else None


def _is_due(now: datetime) -> Q:
    return Q(reminded_at__isnull=True) | Q(reminded_at__lte=now - EVERY)


def _matter(activity: Activity, now: datetime) -> Matter:
    rows = Activity.objects.filter(pk=activity.pk)

    def note() -> bool:
        return rows.filter(_is_due(now)).update(reminded_at=now) == 1

    return Matter(
        f"activity {activity.code}",
        partial(_letters, activity, now),
        note,
        partial(rows.update, reminded_at=activity.reminded_at),
    )


def _letters(activity: Activity, now: datetime) -> list[EmailMultiAlternatives]:
    def write(addressee: Addressee) -> EmailMultiAlternatives:
        return letter(
            "missing_report",
            {"activity": activity, "path": f"{reverse('write_report')}?activity={activity.pk}"},
            reader=addressee,
            identity=f"missing report {activity.pk} {now:%Y-%m-%d} {addressee.email}",
        )

    return in_their_languages(addressees_of(activity.participants.all(), office_of(activity)), write)
