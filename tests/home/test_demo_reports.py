"""The demo's reports and content pages: counts, keys, languages, references and what their HTML may hold."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.home.expected_plan import TYPES

DEMO = Path(__file__).parents[2] / "home" / "demo"
PLAN_AREAS = set(range(1, 13))

REPORT_TEXTS = ["summary", "participants", "purpose", "learning", "usable", "next_steps", "body"]
REPORT_RICH_TEXTS = ["purpose", "learning", "usable", "next_steps", "body"]
REPORT_KEYS = {
    *REPORT_TEXTS,
    "kind",
    "slug",
    "slug_en",
    "title",
    "translated",
    "is_public",
    "published",
    "start_date",
    "end_date",
    "places",
    "type",
    "office",
    "focus_areas",
    "networks",
    "activities",
    "themes",
    "authors",
    "sources",
}
REPORT_OPTIONAL_KEYS = {"attachments", "country", "date_is_uncertain"}
PAGE_KEYS = {"slug", "slug_en", "title", "summary", "translated", "is_public", "show_in_menus", "sources"}
PAGES_FOR_GUESTS = {"home", "arbejdsomraader", "god-praksis", "kontaktordning-for-hjemloese"}
MENU = [
    "om-portalen",
    "arbejdsomraader",
    "god-praksis",
    "valg-af-partner",
    "besoeg-og-studieture",
    "eu-og-bruxelles",
    "kompetenceudvikling",
]

SOURCE = re.compile(
    r"^00[03] (§\d(\.\d)?[ab]?|Bilag [12])( \(\d+\))?$|^001( Bilag 3a)? \([^()]+\)$|^00[24] \([^()]+\)$"
)
TAGS = {"p", "h2", "h3", "ul", "ol", "li", "b", "i"}
PARENTS: dict[str, set[str]] = {
    **{tag: {""} for tag in ("p", "h2", "h3", "ul", "ol")},
    "li": {"ul", "ol"},
    **{tag: {"p", "li"} for tag in ("b", "i")},
}
# Every number the documents give for what the reports and pages tell of.
NUMBERS = {"2007", "2008", "2009", "2014", "206", "3", "4", "30", "120"}


class Outline(HTMLParser):
    """The tags of a text in order, checked for what may stand in what."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = [""]
        self.feed(text)
        self.close()
        assert self.open == [""], f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        assert not attrs, tag
        assert self.open[-1] in PARENTS[tag], f"{tag} in {self.open[-1] or 'nothing'}"
        self.open.append(tag)
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        assert not data.strip() or self.open[-1] not in {"", "ul", "ol"}, data


def read(path: Path) -> Any:
    """Return what a content file holds."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


REPORT_FILES = sorted((DEMO / "reports").glob("*.yaml"))
REPORTS: list[dict[str, Any]] = [read(path) for path in REPORT_FILES]
PAGES: list[dict[str, Any]] = [read(path) for path in sorted((DEMO / "pages").glob("*.yaml"))]
ACTIVITIES: dict[str, dict[str, Any]] = {
    row["code"]: row for rows in read(DEMO / "activities.yaml").values() for row in rows
}
PLANNED = {row["code"] for number in PLAN_AREAS for row in read(DEMO / f"focus_areas/{number:02}.yaml")["activities"]}
OFFICE_OF_PERSON: dict[str, str] = {person["slug"]: person["office"] for person in read(DEMO / "persons.yaml")}
NETWORKS = {network["slug"] for network in read(DEMO / "networks.yaml")["networks"]}


@cache
def slugs(name: str) -> set[str]:
    """Return the slugs of a file that is a list."""
    return {row["slug"] for row in read(DEMO / name)}


def texts(item: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the texts of a report or page with the name of their key."""
    for key, value in item.items():
        if isinstance(value, dict):
            yield key, value


def by_slug(item: dict[str, Any]) -> str:
    """Return what a test case is called."""
    slug: str = item["slug"]
    return slug


each_report = pytest.mark.parametrize("report", REPORTS, ids=by_slug)
each_page = pytest.mark.parametrize("page", PAGES, ids=by_slug)
each_item = pytest.mark.parametrize("item", REPORTS + PAGES, ids=by_slug)


def test_twelve_reports_half_of_them_translated() -> None:
    assert len(REPORTS) == 12
    assert [report["translated"] for report in REPORTS].count(True) == 6
    assert [path.stem for path in REPORT_FILES] == [report["slug"] for report in REPORTS]
    assert {report["kind"] for report in REPORTS} == {"trip", "activity"}


def test_slugs_are_used_once() -> None:
    for items in (REPORTS, PAGES):
        for key in ("slug", "slug_en"):
            found = [item[key] for item in items]
            assert len(set(found)) == len(found)
            assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in found)


@each_report
def test_report_has_its_keys(report: dict[str, Any]) -> None:
    assert report.keys() >= REPORT_KEYS
    assert report.keys() <= REPORT_KEYS | REPORT_OPTIONAL_KEYS
    assert report["is_public"] is False
    assert report["kind"] in {"trip", "activity"}
    assert report["type"] in TYPES


@each_report
def test_report_refers_to_what_is_there(report: dict[str, Any]) -> None:
    assert report["office"] in slugs("offices.yaml")
    assert set(report["places"]) <= slugs("places.yaml")
    assert report["themes"]
    assert set(report["themes"]) <= slugs("themes.yaml")
    assert set(report["focus_areas"]) <= PLAN_AREAS
    assert set(report["networks"]) <= NETWORKS
    assert report["activities"]
    assert set(report["activities"]) <= PLANNED | ACTIVITIES.keys()
    assert report["authors"]
    assert {OFFICE_OF_PERSON[author] for author in report["authors"]} == {report["office"]}


@each_report
def test_report_agrees_with_the_activity_it_is_about(report: dict[str, Any]) -> None:
    activity = ACTIVITIES[report["activities"][0]]
    assert (report["start_date"], report["end_date"]) == (activity["start"], activity["end"])
    assert report["type"] == activity["type"]
    assert report["places"] == activity["places"]
    assert report.get("country") == activity.get("country")
    assert report["networks"] == (activity.get("networks") or [])
    assert report["focus_areas"] == [number for number in [activity.get("focus_area")] if number]
    assert set(activity["sources"]) <= set(report["sources"])


@each_report
def test_report_dates_are_in_order(report: dict[str, Any]) -> None:
    days = [date.fromisoformat(report[key]) for key in ("start_date", "end_date", "published")]
    assert days == sorted(days)


@each_report
def test_report_is_worth_reading(report: dict[str, Any]) -> None:
    """Say first what was learned, in three paragraphs or list items at least."""
    for code in ("da", "en") if report["translated"] else ("da",):
        learning: str = report["learning"][code]
        assert learning.startswith("<p><b>")
        assert 3 <= learning.count("<p>") + learning.count("<li>") <= 8
        assert "<li>" in report["next_steps"][code]
        assert "<h2>" in report["body"][code]


@each_page
def test_page_has_its_keys(page: dict[str, Any]) -> None:
    is_front_page = page["slug"] == "home"
    assert page.keys() == PAGE_KEYS | ({"intro", "public_intro"} if is_front_page else {"body", "parent"})
    assert is_front_page or page["parent"] in {other["slug"] for other in PAGES}


def test_pages_stand_in_the_menu_in_order() -> None:
    assert [page["slug"] for page in PAGES if page["show_in_menus"]] == MENU
    assert {page["parent"] for page in PAGES if page["show_in_menus"]} == {"home"}


def test_only_what_is_for_guests_is_open() -> None:
    for page in PAGES:
        assert page["is_public"] is (page["slug"] in PAGES_FOR_GUESTS), page["slug"]
        assert page["translated"] or not page["is_public"]


@each_item
def test_every_text_is_there_in_its_languages(item: dict[str, Any]) -> None:
    languages = {"da", "en"} if item["translated"] else {"da"}
    for key, text in texts(item):
        assert text.keys() == languages, key
        assert all(value == value.strip() != "" for value in text.values()), key
    for summary in item["summary"].values():
        assert len(summary) <= 500
        assert summary.endswith(".")


@each_item
def test_rich_text_holds_only_allowed_tags_and_is_alike_in_both_languages(item: dict[str, Any]) -> None:
    for key, text in texts(item):
        is_rich = key in REPORT_RICH_TEXTS or key in {"intro", "public_intro"}
        outlines = [Outline(value).tags if is_rich else re.findall("<", value) for value in text.values()]
        assert all(bool(outline) is is_rich for outline in outlines), key
        # The translation is entered text by text.
        assert all(outline == outlines[0] for outline in outlines), key


@each_item
def test_texts_name_no_addresses_and_no_numbers_of_their_own(item: dict[str, Any]) -> None:
    for key, text in texts(item):
        for value in text.values():
            assert "@" not in value, key
            assert "http" not in value, key
            plain = re.sub(r"<[^>]+>", " ", value)
            assert set(re.findall(r"\d+", plain)) <= NUMBERS, key


def test_attachments_name_no_addresses_and_no_numbers_of_their_own() -> None:
    files = [file for report in REPORTS for file in report.get("attachments", [])]
    assert sorted(Path(file["file"]).suffix for file in files) == [".docx", ".pdf"]
    for file in files:
        text = " ".join([file["title"], *file["paragraphs"]])
        assert not re.search("@|http|<", text)
        assert set(re.findall(r"\d+", text)) <= NUMBERS


@each_item
def test_every_source_is_a_document_and_a_section(item: dict[str, Any]) -> None:
    assert item["sources"]
    assert len(set(item["sources"])) == len(item["sources"])
    for source in item["sources"]:
        assert SOURCE.match(source), source


def test_what_is_to_be_tried_belongs_to_reports_and_names_no_addresses_and_numbers() -> None:
    trials = read(DEMO / "trials.yaml")
    assert trials.keys() == {report["slug"] for report in REPORTS}
    for item in (item for some in trials.values() for item in some):
        assert item["owner"] in OFFICE_OF_PERSON
        assert item["office"] in slugs("offices.yaml")
        outcome = item.get("outcome", {"state": "open", "note": ""})
        assert outcome["state"] in {"open", "adopted", "adapted", "dropped"}
        for text in (*item["text"].values(), outcome["note"]):
            assert not re.search(r"\d|@|http|<", text)
            assert len(text) <= 300
