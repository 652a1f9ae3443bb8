"""The demo's documents, places, offices, persons, networks, activities held and coordination."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import phonenumbers
import pytest
import yaml

from focusareas.models import Activity
from tests.home.expected_plan import NETWORKS, OFFICES, PLACES, THEMES

DEMO = Path(__file__).parents[2] / "home" / "demo"
FILES = [
    "places.yaml",
    "themes.yaml",
    "offices.yaml",
    "persons.yaml",
    "sources.yaml",
    "differences.yaml",
    "activities.yaml",
    "networks.yaml",
    "coordination.yaml",
]
SOURCE = re.compile(
    r"00[03]( §\d(\.\d)?[ab]?| Bilag [12]( \(\d+(, \d+)*\))?| indholdsfortegnelse)?"
    r"|001( Bilag 3a?( \(\d+\))?| \([^()]+\))?"
    r"|002( \(\d+(-\d+)?\))?"
    r"|004( \([^()]+\))?"
)
TAGS = {"p", "h2", "h3", "ul", "ol", "li", "b", "i"}
SENTENCE_KEYS = ("text", "summary", "note", "tasks", "resolution", "description", "closing_note", "role", "dating")
DIFFERENCE_KINDS = {
    "mapping": 10,
    "gap": 7,
    "name": 7,
    "wording": 7,
    "date": 6,
    "scope": 6,
    "numbering": 5,
    "directory": 4,
    "data_error": 3,
    "duty": 3,
    "count": 2,
    "organisation": 2,
}
OVERVIEW_TYPES = {
    "visit_received": 5,
    "network_meeting": 4,
    "study_tour": 2,
    "information_meeting": 2,
    "conference": 1,
    "seminar": 1,
    "course": 1,
    "exchange": 1,
    "eu_day": 1,
    "talk": 1,
}
OVERVIEW_PLACES = {
    ("koebenhavn",): 9,
    ("bruxelles",): 3,
    ("boston", "new-york"): 2,
    ("newcastle",): 1,
    ("gdansk",): 1,
    ("london",): 1,
    (): 2,
}
COUNTRIES = {"SE": 8, "GB": 3, "DK": 2, "NL": 2, "NO": 2, "US": 2} | dict.fromkeys(
    ["DE", "IE", "FR", "CZ", "LV", "AT", "BE", "PL", "FI", "HU", "IT"], 1
)
OUTSIDE_DIRECTORY = {
    "eurocities": "parent_network",
    "urban-security": "working_group",
    "nordisk-netvaerksgruppe-unge": "planned",
    "netvaerksgruppe-familiebehandling": "planned",
    "mosaik-services": "planned",
    "nokta": "planned",
    "nordiske-storbyer-prostitution": "cooperation",
    "skaanske-kommuner": "informal",
    "arbejdsgruppe-malmoe": "temporary",
    "nordisk-dokumentation": "planned",
    "seks-byer-handicap": "in_preparation",
    "internationale-koordinatorer": "peer_group",
    "eus-regionaludvalg": "consultative_body",
}
CONTACTS = {
    2007: {"feantsa": 0, "working-group-on-homelessness": 1, "pompidougruppen": 1, "social-affairs-forum": 1},
    2008: {
        "social-affairs-forum": 2,
        "working-group-on-homelessness": 1,
        "pompidougruppen": 1,
        "ecacp": 1,
        "nordisk-storby": 1,
    },
}
DUTIES = {
    "000 §5.2": [f"D{number:02}" for number in range(1, 12)],
    # One point of the list covers both D05 and D06, and D11 stands in the paragraph above it.
    "003 §5.2": ["D01", "D03", "D05", "D06", "D07", "D08", "D09", "D10", "D11", "D12", "D13", "D14"],
    "001 Bilag 3": ["D12", "D13", "D14"],
}


def read(name: str) -> Any:
    """Return what a content file holds."""
    return yaml.safe_load((DEMO / name).read_text(encoding="utf-8"))


CONTENT: dict[str, Any] = {name: read(name) for name in FILES}
PLACE_LIST: list[dict[str, Any]] = CONTENT["places.yaml"]
OFFICE_LIST: list[dict[str, Any]] = CONTENT["offices.yaml"]
PERSONS: list[dict[str, Any]] = CONTENT["persons.yaml"]
DOCUMENTS: list[dict[str, Any]] = CONTENT["sources.yaml"]["documents"]
DIFFERENCES: list[dict[str, Any]] = CONTENT["differences.yaml"]["differences"]
OVERVIEW: list[dict[str, Any]] = CONTENT["activities.yaml"]["overview"]
EVENTS: list[dict[str, Any]] = CONTENT["activities.yaml"]["events"]
NETWORK_LIST: list[dict[str, Any]] = CONTENT["networks.yaml"]["networks"]
EDITIONS: list[dict[str, Any]] = CONTENT["networks.yaml"]["editions"]
COORDINATION: dict[str, Any] = CONTENT["coordination.yaml"]

PLACE_SLUGS = {row["slug"] for row in PLACE_LIST}
THEME_SLUGS = {row["slug"] for row in CONTENT["themes.yaml"]}
OFFICE_SLUGS = {row["slug"] for row in OFFICE_LIST}
NETWORK_SLUGS = {row["slug"] for row in NETWORK_LIST}
OFFICE_OF_PERSON = {row["slug"]: row["office"] for row in PERSONS}


def walk(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every node under this one with its path."""
    yield path, node
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in children:
        yield from walk(value, f"{path}.{key}")


def bilingual_texts(node: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every text that is kept in two languages."""
    for path, value in walk(node):
        if isinstance(value, dict) and value.keys() & {"da", "en"}:
            yield path, value


def test_counts() -> None:
    assert len(PLACE_LIST) == len(PLACE_SLUGS) == 30
    assert len(THEME_SLUGS) == len(CONTENT["themes.yaml"]) == 20
    assert len(OFFICE_LIST) == len(OFFICE_SLUGS) == 8
    assert [row["number"] for row in DOCUMENTS] == ["000", "001", "002", "003", "004"]
    assert [row["code"] for row in DIFFERENCES] == [f"K{number:02}" for number in range(1, 63)]
    assert [row["code"] for row in OVERVIEW] == [f"R{number:02}" for number in range(1, 20)]
    assert [row["code"] for row in EVENTS] == [f"E{number:02}" for number in range(1, 18)]
    assert len(NETWORK_LIST) == len(NETWORK_SLUGS) == 19
    assert len({row["slug"] for row in COORDINATION["roles"]}) == len(COORDINATION["roles"]) == 28
    assert [row["code"] for row in COORDINATION["duties"]] == [f"D{number:02}" for number in range(1, 15)]


def test_slugs_are_those_the_plan_refers_to() -> None:
    assert PLACES <= PLACE_SLUGS
    assert THEMES <= THEME_SLUGS
    assert NETWORK_SLUGS == NETWORKS
    assert OFFICES.keys() | {"herbergscentret", "ssp-sekretariatet"} == OFFICE_SLUGS


def test_places_have_a_country_and_a_position() -> None:
    assert Counter(row["country"] for row in PLACE_LIST) == COUNTRIES
    for row in PLACE_LIST:
        in_america = row["country"] == "US"
        assert 40 < row["latitude"] < 62, row["slug"]
        assert (-75 if in_america else -7) < row["longitude"] < (-70 if in_america else 26), row["slug"]


def test_closing_offices_have_a_note_but_neither_date_nor_successor() -> None:
    assert {row["slug"] for row in OFFICE_LIST if "closing_note" in row} == {"kvalitetskontoret", "projektkontoret"}
    assert all(row["valid_from"] is row["valid_to"] is row["successor"] is None for row in OFFICE_LIST)
    names = [name for row in OFFICE_LIST for name in (row["name"]["da"], *row["variants"])]
    assert len(set(names)) == len(names)


def test_every_office_has_a_made_up_person() -> None:
    assert set(OFFICE_OF_PERSON.values()) == OFFICE_SLUGS
    for key in ("slug", "name", "email", "phone"):
        assert len({row[key] for row in PERSONS}) == len(PERSONS)
    for row in PERSONS:
        assert row["email"] == f"{row['slug'].replace('-', '.')}@example.dk"
        assert re.fullmatch(r"\+45 33 17 00 \d\d", row["phone"])
        assert phonenumbers.is_valid_number(phonenumbers.parse(row["phone"]))


@pytest.mark.parametrize("name", FILES)
def test_only_example_addresses(name: str) -> None:
    text = (DEMO / name).read_text(encoding="utf-8")
    assert text.count("@") == text.count("@example.dk")
    assert name == "persons.yaml" or "@" not in text
    assert "http" not in text


def test_documents_say_how_they_are_dated() -> None:
    assert [row["number"] for row in DOCUMENTS if row["dating_is_stated"]] == ["004"]
    kinds = ["action_plan", "coordination_appendix", "status_table", "action_plan", "strategy"]
    assert [row["kind"] for row in DOCUMENTS] == kinds
    assert all(row["sections"] for row in DOCUMENTS)


def test_differences() -> None:
    assert Counter(row["kind"] for row in DIFFERENCES) == DIFFERENCE_KINDS
    for row in DIFFERENCES:
        assert row["statements"], row["code"]
        assert set(row.get("focus_areas", [])) <= set(range(1, 13)), row["code"]
        for statement in row["statements"]:
            assert len(statement["reference"]) <= 120, row["code"]
            for reference in statement["reference"].split("; "):
                assert SOURCE.fullmatch(reference), f"{row['code']}: {reference}"


def test_overview_of_activities() -> None:
    assert Counter(row["type"] for row in OVERVIEW) == OVERVIEW_TYPES
    assert Counter(tuple(row["places"]) for row in OVERVIEW) == OVERVIEW_PLACES
    assert Counter(row["start"][:4] for row in OVERVIEW) == {"2007": 15, "2008": 4}
    assert [row["place_text"] for row in OVERVIEW if row["places"] == ["koebenhavn"]] == ["Her"] * 9
    assert {row["office"] for row in OVERVIEW} == {"projektkontoret"}
    assert [row["code"] for row in OVERVIEW if row.get("stage") == "preparation"] == ["R01"]
    assert all(row["sources"][0] == f"001 Bilag 3a ({number})" for number, row in enumerate(OVERVIEW, start=1))
    stated = {row["code"]: row["focus_area"] for row in OVERVIEW if row.get("focus_area_is_stated")}
    read_from_context = {row["code"]: row["focus_area"] for row in OVERVIEW if row.get("focus_area_is_stated") is False}
    assert stated == {"R08": 10}
    assert read_from_context == {"R07": 9, "R12": 6, "R15": 11}


def test_events_told_in_the_status_table() -> None:
    assert [row["focus_area"] for row in EVENTS] == [3, 3, 4, 4, 5, 6, 6, 7, 7, 7, 7, 7, 8, 10, 8, 8, 11]
    assert all(row["sources"][0] == f"002 ({row['focus_area']})" for row in EVENTS)
    assert [row["code"] for row in EVENTS if row.get("state") == "planned"] == ["E02"]
    uncertain = {row["code"] for row in EVENTS if row["date_is_uncertain"]}
    assert uncertain == {"E01", "E04", "E07", "E08", "E09", "E10", "E11", "E12", "E15", "E16"}
    events = {row["code"]: row for row in EVENTS}
    assert "R08" in events["E14"]["related"]
    assert (events["E17"]["places"], events["E17"]["country"]) == (["berlin"], "IS")


def test_activities_refer_to_what_is_there() -> None:
    areas = [read(f"focus_areas/{number:02}.yaml") for number in range(1, 13)]
    planned = {activity["code"] for area in areas for activity in area["activities"]}
    told = {row["code"]: row for row in (*OVERVIEW, *EVENTS)}
    for code, row in told.items():
        assert set(row["places"]) <= PLACE_SLUGS
        assert set(row.get("networks", [])) <= NETWORK_SLUGS
        assert row["type"] in Activity.Type.values
        assert (row["start"] is None) is (row["end"] is None)
        if row["start"]:
            assert date.fromisoformat(row["start"]) <= date.fromisoformat(row["end"])
        for related in row.get("related", []):
            assert related in planned or code in told[related]["related"], f"{code}: {related}"


def test_networks_in_the_directory_and_outside() -> None:
    listed = {entry["network"] for edition in EDITIONS for entry in edition["entries"]}
    assert {row["slug"] for row in NETWORK_LIST if row["in_directory"]} == listed
    assert len(listed) == 6
    outside = {row["slug"]: row["kind"] for row in NETWORK_LIST if not row["in_directory"]}
    assert outside == OUTSIDE_DIRECTORY
    assert {row["kind"] for row in NETWORK_LIST if row["in_directory"]} == {"directory"}


def test_networks_refer_to_what_is_there() -> None:
    networks = {row["slug"]: row for row in NETWORK_LIST}
    for row in NETWORK_LIST:
        assert row["themes"], row["slug"]
        assert set(row["themes"]) <= THEME_SLUGS
        assert {*row["member_places"], *row["named_places"]} <= PLACE_SLUGS
        assert row["office"] in OFFICE_SLUGS | {None}
        assert row["parent"] in NETWORK_SLUGS | {None}
        for meeting in row["meetings"]:
            assert meeting.get("place") in PLACE_SLUGS | {None}
            if meeting["start"]:
                assert date.fromisoformat(meeting["start"]) <= date.fromisoformat(meeting["end"])
    assert len(networks["ecacp"]["member_places"]) == 10
    assert len(networks["feantsa"]["named_places"]) == 10
    assert networks["working-group-on-homelessness"]["parent"] == "social-affairs-forum"
    assert networks["social-affairs-forum"]["parent"] == "eurocities"
    directory = [row for row in NETWORK_LIST if row["in_directory"]]
    assert all(row["title"]["da"] == row["title"]["en"] for row in directory)


def test_editions_have_their_entries_and_contacts() -> None:
    found = {
        edition["year"]: {entry["network"]: len(entry["contacts"]) for entry in edition["entries"]}
        for edition in EDITIONS
    }
    assert found == CONTACTS
    assert [edition["year"] for edition in EDITIONS if edition["is_current"]] == [2008]
    assert not any(edition["dating_is_stated"] for edition in EDITIONS)
    for edition in EDITIONS:
        grouped = ["group_heading" in entry for entry in edition["entries"]]
        assert grouped == [edition["year"] == 2007] * len(grouped)
        for entry in edition["entries"]:
            assert all(OFFICE_OF_PERSON[person] == entry["office"] for person in entry["contacts"])
    people = {edition["year"]: {p for entry in edition["entries"] for p in entry["contacts"]} for edition in EDITIONS}
    assert {year: len(persons) for year, persons in people.items()} == {2007: 3, 2008: 5}
    assert people[2007] < people[2008]


def test_coordination() -> None:
    for source, duties in DUTIES.items():
        found = [row["code"] for row in COORDINATION["duties"] if source in {w["source"] for w in row["wordings"]}]
        assert found == duties
    members = {row["office"]: row["person"] for row in COORDINATION["contact_group"]}
    assert members.keys() == OFFICES.keys()
    assert all(OFFICE_OF_PERSON[person] == office for office, person in members.items())


@pytest.mark.parametrize("name", FILES)
def test_every_text_is_there_in_both_languages(name: str) -> None:
    for path, text in bilingual_texts(CONTENT[name]):
        assert text.keys() == {"da", "en"}, path
        for value in text.values():
            assert value.strip(), path
            assert set(re.findall(r"</?(\w+)[^>]*>", value)) <= TAGS, path
            assert all(value.count(f"<{tag}>") == value.count(f"</{tag}>") for tag in TAGS), path
            key = path.rsplit(".", 1)[1]
            is_title = key in {"period_text", "printed_name"}
            assert is_title or key not in SENTENCE_KEYS or value.rstrip()[-1] in ".:", path
            assert key != "summary" or len(value) <= 500, path


@pytest.mark.parametrize("name", FILES)
def test_sources_are_written_alike(name: str) -> None:
    for path, node in walk(CONTENT[name]):
        if path.endswith(".sources"):
            assert node, path
            assert len(set(node)) == len(node), path
            assert all(SOURCE.fullmatch(source) and " " in source for source in node), f"{path}: {node}"


def test_every_fact_says_where_it_was_read() -> None:
    cited = [*PLACE_LIST, *OFFICE_LIST, *OVERVIEW, *EVENTS, *NETWORK_LIST, *EDITIONS, *COORDINATION["roles"]]
    cited += [meeting for row in NETWORK_LIST for meeting in row["meetings"]]
    cited.append(COORDINATION["page"])
    assert all(row["sources"] for row in cited)
    assert all(row["wordings"] for row in COORDINATION["duties"])
    sources = [source for row in NETWORK_LIST for variant in row["name_variants"] for source in [variant["source"]]]
    assert all(SOURCE.fullmatch(part) for source in sources for part in source.split("; "))
