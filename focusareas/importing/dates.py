"""Periods in running text, in the many ways Danes and others write them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "januar january jan",
            "februar february feb",
            "marts march mar",
            "april apr",
            "maj may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sep sept",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
FIRST_YEAR, LAST_YEAR = 1970, 2100
# The two digits that are of the century before.
OLD = 70
# Further in, nobody tells when it was; looking for it in odd texts takes longer than they grow.
LONGEST_TEXT = 4_000
LONGEST_LINE = 120

# Spaces as people type them; looking for any number of them takes too long where there are many.
_GAP = r"\s{0,2}"
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_BEFORE = (
    r"(?:(?:man|tirs|ons|tors|fre|lør|søn)(?:dag)?(?:en)?\b\.?|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b\.?)?"
    rf",?{_GAP}(?:\b(?:d\.|den|the){_GAP})?"
)
_DAY = r"(?<!\d)(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_ORDINAL = r"(?:\.|st\b|nd\b|rd\b|th\b)?"
_YEAR = r"(?:(?:19|20)\d\d(?!\d)|['’]\d\d(?!\d))"
_JOIN = rf"{_GAP}(?:-|–|—|−|\b(?:til og med|t\.?o\.?m\.?|til|to|until|through|og|and)\b|&){_GAP}"


def _point(name: str, *, day_alone: bool) -> str:
    """Return the expression for a day, its parts named with an ending of their own."""
    ways = [
        rf"(?P<iso{name}>\d{{4}}-\d\d-\d\d)(?!\d)",
        rf"(?P<day{name}>{_DAY}){_ORDINAL}{_GAP}(?:of\s{_GAP})?(?P<month{name}>{_MONTH})(?:,?{_GAP}(?P<year{name}>{_YEAR}))?",
        rf"(?P<amonth{name}>{_MONTH}){_GAP}(?P<aday{name}>{_DAY}){_ORDINAL}(?:,?{_GAP}(?P<ayear{name}>{_YEAR}))?",
        rf"(?P<nday{name}>{_DAY})\s?[./]\s?(?P<nmonth{name}>1[0-2]|0?[1-9])(?!\d)"
        rf"(?:\s?[./-]\s?(?P<nyear{name}>(?:19|20)?\d\d)(?![\d/]|\.\d)|[.,]?\s{_GAP}(?P<syear{name}>{_YEAR}|\d\d(?={_GAP}(?:[,.;)\n]|$))))?",
        rf"(?P<hday{name}>{_DAY})-(?P<hmonth{name}>1[0-2]|0?[1-9])-(?P<hyear{name}>(?:19|20)?\d\d)(?!\d)",
    ]
    if day_alone:
        ways.append(rf"(?P<lone{name}>{_DAY}){_ORDINAL}(?:,?{_GAP}(?P<lyear{name}>{_YEAR}))?")
    return rf"{_BEFORE}(?:{'|'.join(ways)})"


_PERIOD = re.compile(
    rf"(?<![\w.])(?:(?:fra|from)\s{_GAP})?{_point('1', day_alone=True)}{_JOIN}{_point('2', day_alone=True)}",
    re.IGNORECASE,
)
_ONE_DAY = re.compile(rf"(?<![\w.]){_point('1', day_alone=False)}", re.IGNORECASE)
_MONTHS_ONLY = re.compile(
    rf"(?<![\w.])(?P<first>{_MONTH})(?:{_JOIN}(?P<last>{_MONTH}))?{_GAP}(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_BARE_YEAR = re.compile(r"(?<!\d)(?:19[7-9]\d|20\d\d)(?!\d)")
_NUMBERS = re.compile(r"[\d./\s]+(?:[-–—−]|og|and|til|to|&|[\d./\s])*")
# What may stand around a period without telling more.
_AROUND = re.compile(r"(?:\b(?:fra|from|d|den|the|begge dage inkl)\b|[\s.,;:()–-])*", re.IGNORECASE)
_TIME = re.compile(r"\b(?:kl|at)\.?\s{0,2}$|\d[.:]\d\d\s{0,2}$", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Period:
    """A day or several that a text names.

    Args:
        start: the first day.
        end: the last one.
        is_uncertain: whether the days, or their year, are not told.
        place: where in the text it begins.
        length: how many characters name it.
    """

    start: date
    end: date
    is_uncertain: bool
    place: int
    length: int


@dataclass(frozen=True)
class _Day:
    day: int
    month: int | None
    year: int | None


def periods_in(text: str, year: int | None = None) -> list[Period]:
    """Return the periods that a text names, in its order; what is no date in the calendar is passed over.

    Args:
        text: any text, of which the first part is read.
        year: the year of a day that is named without one; without it such days are passed over.
    """
    found: list[Period] = []
    text = text[:LONGEST_TEXT]
    ahead = {way: way.search(text) for way in (_PERIOD, _ONE_DAY, _MONTHS_ONLY)}
    while matches := [match for match in ahead.values() if match]:
        # What begins first is meant, and of those the longest; where it is no date, the next.
        match = min(matches, key=lambda each: (each.start(), -each.end()))
        period = _period(match, text, year)
        found += [period] if period else []
        for way, other in ahead.items():
            if other is match or (period and other and other.start() < match.end()):
                ahead[way] = way.search(text, match.end() if period else match.start() + 1)
    return found


def is_only_a_period(text: str) -> bool:
    """Tell whether a line says when it was, and nothing else."""
    if len(text) > LONGEST_LINE:
        return False
    rest = text
    for period in reversed(periods_in(text)):
        rest = rest[: period.place] + rest[period.place + period.length :]
    return rest != text and bool(_AROUND.fullmatch(rest))


def dates_a_letter(text: str) -> bool:
    """Tell whether a line is the date of a letter: a place at most, and one day."""
    days = periods_in(text) if len(text) <= LONGEST_LINE else []
    if len(days) != 1 or days[0].start != days[0].end:
        return False
    return len((text[: days[0].place] + text[days[0].place + days[0].length :]).replace("den", "").split()) <= 1


def year_in(text: str) -> int | None:
    """Return the first year that a text names."""
    match = _BARE_YEAR.search(text)
    return int(match[0]) if match else None


def _period(match: re.Match[str], text: str, year: int | None) -> Period | None:
    if _TIME.search(text[max(0, match.start() - 6) : match.start()]):
        return None
    try:
        start, end, is_uncertain = _months(match) if match.re is _MONTHS_ONLY else _days(match, year)
    except ValueError:
        return None
    if not (FIRST_YEAR <= start.year <= end.year <= LAST_YEAR) or end < start or (end - start).days > 366:
        return None
    return Period(start, end, is_uncertain, match.start(), match.end() - match.start())


def _months(match: re.Match[str]) -> tuple[date, date, bool]:
    year = int(match["year"])
    first = MONTHS[match["first"].lower().rstrip(".")]
    last = MONTHS[match["last"].lower().rstrip(".")] if match["last"] else first
    return date(year, first, 1), date(year, last, monthrange(year, last)[1]), True


def _days(match: re.Match[str], assumed: int | None) -> tuple[date, date, bool]:
    """Return the first and the last day that are named, and whether their year is assumed.

    Raises:
        ValueError: there are no such days.
    """
    named = [_day(match, name) for name in ("1", "2") if name in {key[-1] for key in match.groupdict()}]
    first, last = named[0], named[-1]
    month = last.month or first.month
    if month is None:
        raise ValueError
    last_year = last.year or first.year or assumed
    if last_year is None:
        raise ValueError
    first_month = first.month or month
    first_year = first.year or (last_year - 1 if first_month > month else last_year)
    is_assumed = last.year is None and first.year is None
    if is_assumed and _NUMBERS.fullmatch(match[0]):
        # Numbers between dots and strokes may be anything.
        raise ValueError
    return date(first_year, first_month, first.day), date(last_year, month, last.day), is_assumed


def _day(match: re.Match[str], name: str) -> _Day:
    parts = {key[: -len(name)]: value for key, value in match.groupdict().items() if key.endswith(name) and value}
    if "iso" in parts:
        iso = date.fromisoformat(parts["iso"])
        return _Day(iso.day, iso.month, iso.year)
    day = next(value for key, value in parts.items() if key.endswith(("day", "lone")))
    month = next((value for key, value in parts.items() if key.endswith("month")), "").lower().rstrip(".")
    year = next((value for key, value in parts.items() if key.endswith("year")), "").lstrip("'’")
    return _Day(int(day), MONTHS.get(month) or (int(month) if month else None), _four_digits(year))


def _four_digits(year: str) -> int | None:
    if not year:
        return None
    number = int(year)
    return number if number > 99 else number + (1900 if number >= OLD else 2000)
