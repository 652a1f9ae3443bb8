"""Template tags of the plan."""

from datetime import date, timedelta

from babel.dates import format_interval
from django import template
from django.utils.formats import date_format

from portal.languages import active_language

register = template.Library()

BABEL_LOCALES = {"en": "en_GB"}
DECEMBER = 12


@register.simple_tag
def period(start: date | None, end: date | None = None) -> str:
    """Write a period in the reader's language, as short as it can be: a day, a month, a year, or from and to."""
    start, end = start or end, end or start
    if start is None or end is None:
        return ""
    locale = BABEL_LOCALES.get(active_language(), active_language())
    whole_months = start.day == 1 and _is_last_of_month(end)
    if whole_months and start.month == 1 and end.month == DECEMBER:
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    if start == end:
        return date_format(start, "DATE_FORMAT")
    return str(format_interval(start, end, "yMMMM" if whole_months else "yMMMMd", locale=locale))


def _is_last_of_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1
