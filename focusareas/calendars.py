"""Activities as a calendar that phones and mail programs take in: iCalendar, RFC 5545."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from focusareas.models import Activity
from portal.mail import absolute

STATUS = {Activity.State.DROPPED: "CANCELLED"}


def write(name: str, activities: Iterable[Activity]) -> bytes:
    """Return the activities as the content of a file, in the active language.

    Args:
        name: what the calendar is called.
        activities: with a start and their places loaded; those without a start are left out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Udsyn//Udsyn//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for activity in activities:
        if activity.start:
            calendar.add_component(_event(activity))
    return bytes(calendar.to_ical())


def _event(activity: Activity) -> Event:
    event = Event()
    event.add("uid", f"activity-{activity.pk}@{urlsplit(settings.PORTAL_BASE_URL).hostname}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", activity.start)
    # The day after the last one, as the standard has it for whole days; planned and held days may be out of order.
    event.add("dtend", max(activity.start, activity.end or activity.start) + timedelta(days=1))
    event.add("summary", activity.text)
    event.add("location", ", ".join(place.name for place in activity.places.all()) or activity.place_text)
    event.add("url", absolute(activity.list_address))
    tentative = "TENTATIVE" if activity.date_is_uncertain else "CONFIRMED"
    event.add("status", STATUS.get(Activity.State(activity.state), tentative))
    event.add("transp", "TRANSPARENT")
    return event
