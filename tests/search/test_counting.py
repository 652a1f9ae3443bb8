"""Searches and opened hits are counted, without anybody's name."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from openpyxl import load_workbook

from portal.models import User
from search import counting
from search.counting import SearchCount, countable
from search.documents import Document, Text
from search.engines import engine
from search.query import parse
from tests.addresses import address
from tests.conftest import Trees

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture(autouse=True)
def _one_hit(trees: Trees) -> None:
    engine().index([Document("x.network", 1, {"da": Text("Hjemløse", "/gruppen/")})])


def counts() -> dict[tuple[str, str, str], tuple[int, int]]:
    return {(row.language, row.text, row.address): (row.times, row.hits) for row in SearchCount.objects.all()}


def search(client: Client, query: str, language: str = "da", **more: Any) -> Any:
    return client.get(address("search", language=language), {"q": query, **more})


def test_whole_pages_are_counted(reader_client: Client) -> None:
    for query in ("hjemløse", " HJEMLØSE "):
        search(reader_client, query)
    search(reader_client, "natcafé", "en")
    assert counts() == {("da", "hjemløse", ""): (2, 1), ("en", "natcafé", ""): (1, 0)}


def test_other_views_of_a_search_and_letters_typed_are_not(reader_client: Client) -> None:
    for more in ({"page": 2}, {"sort": "date"}, {"kind": "report"}, {"format": "json"}):
        search(reader_client, "hjemløse", **more)
    reader_client.get(address("search"), {"q": "hjeml"}, headers=HTMX)
    search(reader_client, "")
    assert counts() == {}


def test_counting_takes_one_statement(reader_client: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        counting.count("hjemløse", hits=1, by_visitor=False)
    assert len(captured) == 1


def test_a_search_does_not_fail_for_its_counting(reader_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DatabaseError("locked")

    monkeypatch.setattr(counting, "_impatient", fail)
    assert search(reader_client, "hjemløse").status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        "010190-1234",
        "01 01 1990 1234",
        "01 01 90 - 1234",
        "ring 33 17 33 17",
        "2012 3456",
        "2012 2013",
        "20 12 lokal 34 56",
        "+4533173317",
        "+45 20 12 34 56",
        "(+45) 2012-3456",
        "12.03.1985",
        "12 / 3 - 2001 født",
        "a@b.dk",
        "a＠b.dk",
        "kim (at) example.dk",
        "kim[snabel-a]example.dk",
        "kim(a)example.dk",
        "kim (a) example.dk",
        "x" * 101,
        "---",
        "sag 2007-123456",
    ],
)
def test_what_may_tell_of_somebody_is_not_kept(text: str) -> None:
    assert countable(parse(text)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "2008",
        "udgave 2007",
        "2007-2009",
        "2007 – 2009",
        "2007/08",
        "2007 og 2008",
        "fokusområde 8",
        "møde 3.4",
        "bilag (a)",
        "bilag (a) 3.4",
    ],
)
def test_years_and_small_numbers_are(text: str) -> None:
    assert countable(parse(text)) == text


def test_a_day_has_so_many_rows_and_visitors_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "ROWS_OF_VISITORS", 2)
    monkeypatch.setattr(counting, "ROWS_A_DAY", 3)
    for text in ("a1", "b1", "c1", "a1"):
        counting.count(text, by_visitor=True)
    assert counts().keys() == {("da", "a1", ""), ("da", "b1", "")}
    assert counts()["da", "a1", ""] == (2, 0)
    for text in ("c1", "d1"):
        counting.count(text, by_visitor=False)
    assert {text for _language, text, _address in counts()} == {"a1", "b1", "c1"}


def test_a_page_tells_what_was_settled_on_and_opened(reader_client: Client) -> None:
    part = reader_client.get(address("search", language="en"), {"q": "hjemløse"}, headers=HTMX)
    told = {"token": part.context["count_token"]}
    tell = address("search_counted", language="en")
    assert f'data-count="{told["token"]}"' in part.content.decode()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(tell, told).status_code == 204
    assert strict.post(tell, told | {"address": "/gruppen/"}).status_code == 204
    assert counts() == {("en", "hjemløse", ""): (1, 1), ("en", "hjemløse", "/gruppen/"): (1, 0)}
    for wrong in ({}, {"token": "x"}, told | {"address": "/andet/"}):
        assert strict.post(tell, wrong).status_code == 400
    filtered = search(reader_client, "hjemløse", kind="report").context["count_token"]
    assert strict.post(tell, {"token": filtered}).status_code == 204
    assert sum(times for times, _hits in counts().values()) == 2


def row(text: str, times: int, *, hits: int = 0, address: str = "", days_ago: int = 0) -> SearchCount:
    day = timezone.localdate() - timedelta(days=days_ago)
    return SearchCount.objects.create(day=day, language="da", text=text, address=address, times=times, hits=hits)


@pytest.fixture
def report(client_as: Callable[[str], Client]) -> Callable[..., Any]:
    client = client_as("coordinator")
    return lambda **more: client.get(reverse("search_report:index"), more)


def test_the_report_shows_what_was_asked_often_enough(report: Callable[..., Any]) -> None:
    row("natcafé", 2)
    row("natcafé", 1, days_ago=20)
    row("natcafé", 9, days_ago=60)
    row("kim eksempel", 2)
    row("kim eksempel", 9, address="/kim/")
    row("hjemløse", 3, hits=4)
    row("hjemløse", 2, address="/gruppen/")
    row("bolig", 3, days_ago=100)
    html = report(days="30").content.decode()
    shown = report(days="30").context["report"]
    assert [(each.text, each.times) for each in shown.unanswered] == [("natcafé", 3)]
    assert [(each.text, each.hits, list(map(str, each.opened))) for each in shown.answered] == [
        ("hjemløse", 4, ["/gruppen/ (2)"])
    ]
    assert "kim eksempel" not in html
    assert shown.seldom == 1
    assert [each.times for each in report(days="x").context["report"].unanswered] == [12]


def test_spreadsheets_hold_no_formulas(report: Callable[..., Any]) -> None:
    row("=1+1", 3)
    row("hjemløse", 5, hits=1)
    row("hjemløse", 2, address="/gruppen/")
    lines = list(csv.reader(io.StringIO(b"".join(report(export="csv")).decode())))
    assert lines[1:] == [["'=1+1", "da", "3", "0", ""], ["hjemløse", "da", "5", "1", "/gruppen/ (2)"]]
    sheet = load_workbook(io.BytesIO(b"".join(report(export="xlsx")))).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")


def test_a_row_leads_to_forms_that_have_its_text(
    report: Callable[..., Any], client_as: Callable[[str], Client]
) -> None:
    row("natcafé, nat & dag", 3)
    [searched] = report().context["report"].unanswered
    html = report().content.decode()
    client = client_as("administrator")
    for place, field in ((searched.group_address, "words"), (searched.bet_address, "phrases")):
        assert f'href="{escape(place)}"' in html
        assert client.get(place).context["form"][field].value() == "natcafé nat & dag"


def test_who_only_reads_the_report_is_led_to_no_forms(client: Client, reader: User) -> None:
    row("natcafé", 3)
    permissions = Permission.objects.filter(codename__in=["access_admin", "view_searchcount"])
    reader.user_permissions.set(permissions)
    client.force_login(reader)
    html = client.get(reverse("search_report:index")).content.decode()
    assert "natcafé" in html
    assert "?words=" not in html


def test_numbers_are_forgotten() -> None:
    row("gammel", 9, days_ago=400)
    row("sjælden", 2, days_ago=31)
    row("sjælden", 1, days_ago=31, address="/x/")
    row("kun åbnet", 9, days_ago=31, address="/x/")
    row("ofte", 3, days_ago=31)
    row("ofte", 1, days_ago=31, address="/x/")
    row("samlet", 2, days_ago=31)
    row("samlet", 2)
    row("ny", 1)
    call_command("forget_searches", verbosity=0)
    assert sorted(SearchCount.objects.values_list("text", flat=True)) == [
        "ny",
        "ofte",
        "ofte",
        "samlet",
        "samlet",
    ]
