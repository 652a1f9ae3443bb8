"""Days and periods as people write them."""

from datetime import date

import pytest

from focusareas.importing.dates import periods_in, year_in

PERIODS = [
    ("12.-14. maj 2008", "2008-05-12", "2008-05-14"),
    ("den 12. – 14. maj 2008", "2008-05-12", "2008-05-14"),
    ("fra den 12. til den 14. maj 2008", "2008-05-12", "2008-05-14"),
    ("fra mandag d. 12. til onsdag d. 14. maj 2008", "2008-05-12", "2008-05-14"),
    ("30. april - 2. maj 2008", "2008-04-30", "2008-05-02"),
    ("29. december – 2. januar 2008", "2007-12-29", "2008-01-02"),
    ("29. december 2007 til og med 2. januar 2008", "2007-12-29", "2008-01-02"),
    ("12/5 – 14/5 2008", "2008-05-12", "2008-05-14"),
    ("12/5-14/5 2008", "2008-05-12", "2008-05-14"),
    ("12.-14.5.2008", "2008-05-12", "2008-05-14"),
    ("12.05.2008 - 14.05.2008", "2008-05-12", "2008-05-14"),
    ("2008-05-12 til 2008-05-14", "2008-05-12", "2008-05-14"),
    ("May 12-14, 2008", "2008-05-12", "2008-05-14"),
    ("May 30 – June 2, 2008", "2008-05-30", "2008-06-02"),
    ("12th to 14th of May 2008", "2008-05-12", "2008-05-14"),
    ("Monday 12 May – Wednesday 14 May 2008", "2008-05-12", "2008-05-14"),
    ("12. og 13. maj 2008", "2008-05-12", "2008-05-13"),
    ("d. 3/4-08", "2008-04-03", "2008-04-03"),
    ("12-05-2008", "2008-05-12", "2008-05-12"),
    ("12.05.2008", "2008-05-12", "2008-05-12"),
    ("12/5/98", "1998-05-12", "1998-05-12"),
    ("mandag den 12. maj 2008 kl. 9.30", "2008-05-12", "2008-05-12"),
    ("12. maj '08", "2008-05-12", "2008-05-12"),
    ("Sept. 3, 2008", "2008-09-03", "2008-09-03"),
    ("1st of October 2008", "2008-10-01", "2008-10-01"),
    ("2008-05-12", "2008-05-12", "2008-05-12"),
]


@pytest.mark.parametrize(("text", "start", "end"), PERIODS)
@pytest.mark.parametrize("around", ["{}", "Vi rejste {}, alle fire.", "({})"])
def test_periods(text: str, start: str, end: str, around: str) -> None:
    found = periods_in(around.format(text))
    assert [(str(period.start), str(period.end), period.is_uncertain) for period in found] == [(start, end, False)]


@pytest.mark.parametrize(
    "text",
    [
        "kl. 10.12",
        "afsnit 1.2 og 3.4",
        "mål 7.1.2",
        "telefon 33 17 33 17",
        "kl. 9.00-12.30",
        "2007-2008",
        "3/4 af byen",
        "version 1.2.2008.4",
        "",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert periods_in(text) == periods_in(text, 2008) == []


def test_only_the_beginning_of_a_text_is_read() -> None:
    """Odd texts would take hours otherwise, or a text of spaces one."""
    assert periods_in(" " * 100_000 + "12. maj 2008") == []
    assert periods_in("1. " * 50_000, 2008) == []


def test_a_month_is_a_period_that_is_uncertain() -> None:
    (may,) = periods_in("Besøget i maj 2008")
    assert (may.start, may.end, may.is_uncertain) == (date(2008, 5, 1), date(2008, 5, 31), True)
    (mistyped,) = periods_in("31. februar 2008")
    assert (mistyped.start, mistyped.is_uncertain) == (date(2008, 2, 1), True)
    (both,) = periods_in("maj-juni 2008")
    assert (both.start, both.end) == (date(2008, 5, 1), date(2008, 6, 30))


def test_a_year_may_be_given_beside_the_text() -> None:
    (period,) = periods_in("mandag den 12. maj", 2008)
    assert (period.start, period.is_uncertain) == (date(2008, 5, 12), True)
    assert periods_in("mandag den 12. maj") == []
    assert year_in("Studietur 2008") == 2008
    assert year_in("12008") is None
