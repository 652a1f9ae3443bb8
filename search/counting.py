"""How often a text is searched for, found or not, and what is opened from its hits: numbers by day, and nobody's name.

A text typed once may itself say who typed it. What looks like a number of a person or a mail address is not kept, what
is asked too seldom is not shown, and `forget_searches` deletes it after a month, everything else after thirteen.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import ClassVar, NamedTuple

from django.core import signing
from django.db import DatabaseError, connection, models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.languages import active_language
from search.query import Query

logger = logging.getLogger(__name__)

LONGEST_TEXT = 100
LONGEST_ADDRESS = 500
# How many different rows a day may have, and how many of them visitors may make.
ROWS_A_DAY = 5_000
ROWS_OF_VISITORS = 500
# A text is shown, and kept for longer than a month, once it was searched for so often.
SHOWN_FROM = 3
SELDOM_KEPT = timedelta(days=30)
KEPT = timedelta(days=396)
SALT = "search.counting"
TOKEN_HOLDS = timedelta(hours=12)
# Milliseconds to wait for another writer to SQLite, before the search goes uncounted.
PATIENCE = 50

# An @, also of another width, or its name in brackets; an "(a)" alone is a lettered point, unless a domain follows it.
_MAIL = re.compile(r"[@\uff20\ufe6b]|[(\[{]\s*(?:(?:at|snabel-?a)\s*[)\]}]|a\s*[)\]}]\s*[\w-]+\.[^\W\d_]{2})")
# Digits with anything but letters between them; a year alone, or two that are joined, are nobody's number.
_NUMBER = re.compile(r"\d(?:[\W_]*\d)*")
_YEARS = re.compile(r"(?:19[89]|20[0-3])\d(?:\s?[-–/]\s?(?:(?:19[89]|20[0-3])\d|\d\d))?")
# A date of birth has six digits, a telephone number eight, and a CPR number ten.
MOST_DIGITS = 5


class SearchCount(models.Model):
    """How often a text was searched for on a day in a language, or one of its hits opened."""

    day = models.DateField()
    language = models.CharField(max_length=10)
    text = models.CharField(max_length=LONGEST_TEXT)
    # Of the hit that was opened; empty for the search itself.
    address = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    times = models.PositiveIntegerField()
    # The most that any search for the text found that day.
    hits = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ("view",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["day", "language", "text", "address"], name="search_count_once"),
        ]
        verbose_name = _("number of searches")
        verbose_name_plural = _("numbers of searches")

    def __str__(self) -> str:
        return self.text


TABLE = SearchCount._meta.db_table
# ruff: noqa: S608  # nothing but the table's name is put into the SQL
_COUNT = f"""INSERT INTO {TABLE} (day, language, text, address, times, hits)
SELECT %(day)s, %(language)s, %(text)s, %(address)s, 1, %(hits)s
WHERE (SELECT count(*) FROM {TABLE} WHERE day = %(day)s) < %(most)s
   OR EXISTS (SELECT 1 FROM {TABLE}
      WHERE day = %(day)s AND language = %(language)s AND text = %(text)s AND address = %(address)s)
ON CONFLICT (day, language, text, address) DO UPDATE SET times = {TABLE}.times + 1,
   hits = CASE WHEN excluded.hits > {TABLE}.hits THEN excluded.hits ELSE {TABLE}.hits END"""


def countable(query: Query) -> str:
    """Return the text of a search as it is counted, "" where it is not to be kept."""
    text = " ".join(query.text.lower().split())
    return "" if _may_name_somebody(text) or not query.words or len(text) > LONGEST_TEXT else text


def _may_name_somebody(text: str) -> bool:
    """Say whether a mail address may be in a text, or a number of a person, however it is spaced."""
    numbers = "".join(number for number in _NUMBER.findall(text) if not _YEARS.fullmatch(number))
    return bool(_MAIL.search(text)) or sum(map(str.isdigit, numbers)) > MOST_DIGITS


def count(text: str, *, hits: int = 0, address: str = "", by_visitor: bool) -> None:
    """Count a search, or the opening of one of its hits; one statement, and a failure is only logged.

    Args:
        text: as `countable` returns it; nothing is counted for "".
        hits: how many things were found.
        address: of the hit that is opened.
        by_visitor: whether it is somebody who is not signed in.
    """
    if not text or len(address) > LONGEST_ADDRESS:
        return
    row: dict[str, str | int] = {
        "day": timezone.localdate().isoformat(),
        "language": active_language(),
        "text": text,
        "address": address,
        "hits": hits,
        "most": ROWS_OF_VISITORS if by_visitor else ROWS_A_DAY,
    }
    try:
        with _impatient(), connection.cursor() as cursor:
            cursor.execute(_COUNT, row)
    except DatabaseError:
        logger.warning("A search was not counted", exc_info=True)


@contextmanager
def _impatient() -> Iterator[None]:
    """Do not let a search wait for a long write to SQLite; PostgreSQL has a writer for each row."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    # The driver's own connection: this sets how it behaves and asks the database nothing.
    driver = connection.connection
    (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA busy_timeout = {patience}")


class Told(NamedTuple):
    """What a page of results tells of itself when the reader has settled on it or opens a hit.

    Args:
        text: as `countable` returns it.
        hits: how many things were found.
        is_search: whether it is a search of its own, and not another view of one.
        addresses: of the hits on the page.
    """

    text: str
    hits: int
    is_search: bool
    addresses: Sequence[str]


def sealed(told: Told) -> str:
    """Return it signed, so that a page can hand it back."""
    return signing.dumps(list(told), salt=SALT, compress=True)


def unsealed(token: str) -> Told | None:
    """Return what was signed, None where that is not ours or too old."""
    try:
        return Told(*signing.loads(token, salt=SALT, max_age=TOKEN_HOLDS))
    except signing.BadSignature:
        return None


def forget(today: date) -> int:
    """Delete what is kept long enough; return how many rows went.

    Args:
        today: the day to reckon from.
    """
    # Of some texts only opened hits are counted: those of searches with filters, or beyond a day's rows.
    searched = Coalesce(Sum("times", filter=Q(address="")), 0)
    seldom = SearchCount.objects.values("text").annotate(searched=searched).filter(searched__lt=SHOWN_FROM)
    past = SearchCount.objects.filter(day__lt=today - KEPT)
    few = SearchCount.objects.filter(day__lt=today - SELDOM_KEPT, text__in=seldom.values("text"))
    return few.delete()[0] + past.delete()[0]
