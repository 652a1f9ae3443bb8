"""The overview of activities held."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from focusareas.models import Activity
from tests.conftest import Trees
from tests.focusareas.factories import ActivityFactory, ReportIndexPageFactory, TripReportPageFactory
from tests.networks.factories import PlaceFactory, SourceReferenceFactory

pytestmark = pytest.mark.django_db
ORIGIN = Activity.Origin


def held(code: str, *places: Any, **facts: Any) -> Any:
    """Make an activity of the overview at the places."""
    activity: Any = ActivityFactory(code=code, **({"origin": ORIGIN.OVERVIEW} | facts))
    activity.places.set(places)
    return activity


def codes(client: Client, **parameters: Any) -> list[str]:
    """Return the codes of the activities in the order shown."""
    response = client.get(reverse("activities"), parameters)
    assert response.status_code == 200
    return [activity.code for activity in response.context["activities"]]


def test_empty(reader_client: Client, language: str) -> None:
    assert codes(reader_client) == []


def test_shows_the_overview_and_what_only_the_status_tells(reader_client: Client, language: str) -> None:
    held("R1")
    told = held("E1", origin=ORIGIN.STATUS)
    told.sources.add(SourceReferenceFactory(section="(3)"))
    held("P1", origin=ORIGIN.PORTAL)
    held("P2", origin=ORIGIN.PORTAL, state=Activity.State.PLANNED)
    held("1.a", origin=ORIGIN.PLAN)
    response = reader_client.get(reverse("activities"))
    assert {activity.code for activity in response.context["activities"]} == {"R1", "E1", "P1"}
    html = response.content.decode()
    words = {
        "da": ["Projektkontorets oversigt", "Kun omtalt i statusdokumentet"],
        "en": ["The Project Office&#x27;s overview", "Told only in the status document"],
    }
    assert [word for word in [*words[language], "(3)"] if word not in html] == []


def test_countries_can_be_chosen_with_and_without_a_city(reader_client: Client, trees: Trees) -> None:
    held("R1", country="NL")
    held("R2", PlaceFactory(country="NL"), PlaceFactory(country="NL"))
    held("R3", PlaceFactory(country="SE"), country="KR")
    form = reader_client.get(reverse("activities")).context["form"]
    assert [code for code, _name in form.fields["country"].choices] == ["", "NL", "SE", "KR"]
    assert sorted(codes(reader_client, country="NL")) == ["R1", "R2"]
    assert codes(reader_client, country="KR") == codes(reader_client, country="SE") == ["R3"]


def test_an_activity_links_to_its_live_report(reader_client: Client, trees: Trees) -> None:
    report = TripReportPageFactory(parent=ReportIndexPageFactory(parent=trees.danish), title="Tre dage i Lund")
    report.activities.set([held("R1")])
    report.save()
    assert f'href="{report.url}"' in reader_client.get(reverse("activities")).content.decode()
    report.unpublish()
    assert "Tre dage i Lund" not in reader_client.get(reverse("activities")).content.decode()


def test_here_is_copenhagen_and_keeps_the_printed_word(reader_client: Client, language: str) -> None:
    place = PlaceFactory(slug="koebenhavn", name_da="København", name_en="Copenhagen")
    held("R1", place, place_text="Her")
    html = reader_client.get(reverse("activities")).content.decode()
    assert {"da": ">København</a>", "en": ">Copenhagen</a>"}[language] in html
    assert '<q lang="da">Her</q>' in html


def test_place_may_be_missing(reader_client: Client) -> None:
    held("R2")
    assert "Intet sted angivet" in reader_client.get(reverse("activities")).content.decode()


def test_filters(reader_client: Client) -> None:
    berlin, london = PlaceFactory(slug="berlin"), PlaceFactory(slug="london")
    held("R1", berlin, type=Activity.Type.TALK, actual_start=dt.date(2007, 5, 1))
    held("R2", london, berlin, type=Activity.Type.SEMINAR, actual_start=dt.date(2008, 5, 1))
    held("E1", origin=ORIGIN.STATUS, actual_start=None)
    held("1.a", origin=ORIGIN.PLAN)
    assert codes(reader_client, type="talk") == ["R1"]
    assert codes(reader_client, place="berlin") == ["R2", "R1"]
    assert codes(reader_client, place="london") == ["R2"]
    assert codes(reader_client, year=2007) == ["R1"]
    assert codes(reader_client, origin="status") == ["E1"]
    assert codes(reader_client, origin="plan") == ["1.a"]
    assert codes(reader_client, type="x", place="'", year="x", origin="x") == ["R2", "R1", "E1"]


def test_orders(reader_client: Client, language: str) -> None:
    berlin, london = PlaceFactory(name_da="A", name_en="Z"), PlaceFactory(name_da="B", name_en="Y")
    held("R1", berlin, actual_start=dt.date(2007, 5, 1), text_da="b", text_en="a")
    held("R2", london, actual_start=dt.date(2008, 5, 1), text_da="a", text_en="b")
    held("R3", actual_start=None, text_da="c", text_en="c")
    assert codes(reader_client) == ["R2", "R1", "R3"]
    assert codes(reader_client, sort="period") == ["R1", "R2", "R3"]
    first, second = ("R1", "R2") if language == "da" else ("R2", "R1")
    assert codes(reader_client, sort="place") == [first, second, "R3"]
    assert codes(reader_client, sort="-place") == [second, first, "R3"]
    assert codes(reader_client, sort="activity") == [second, first, "R3"]
    assert codes(reader_client, sort="nonsense") == ["R2", "R1", "R3"]


def test_pages_keep_the_filters(reader_client: Client) -> None:
    for number in range(25):
        held(f"R{number:02}", type=Activity.Type.TALK)
    assert len(codes(reader_client, type="talk")) == 20
    assert len(codes(reader_client, type="talk", page=2)) == 5
    assert len(codes(reader_client, page="x")) == 20
    html = reader_client.get(reverse("activities"), {"type": "talk"}).content.decode()
    assert "?type=talk&amp;page=2" in html


def test_the_lists_to_choose_are_those_with_activities(reader_client: Client) -> None:
    held("R1")
    held("1.a", origin=ORIGIN.PLAN)
    form = reader_client.get(reverse("activities")).context["form"]
    assert {value for value, _label in form.fields["origin"].choices if value} == {ORIGIN.OVERVIEW, ORIGIN.PLAN}


def test_briefings_and_their_journeys_lead_to_each_other(reader_client: Client) -> None:
    tour = held("R08", type=Activity.Type.STUDY_TOUR, actual_start=dt.date(2007, 8, 1))
    preparation = held("R01", type=Activity.Type.STUDY_TOUR, stage_is_preparation=True)
    other = held("E14", type=Activity.Type.CONFERENCE)
    briefing = held("R09", type=Activity.Type.INFORMATION_MEETING, actual_start=dt.date(2007, 9, 1))
    briefing.related.set([tour, preparation])
    other.related.add(tour)
    shown = {one.code: one for one in reader_client.get(reverse("activities")).context["activities"]}
    assert shown["R09"].briefs_on == [tour]
    assert shown["R08"].briefed_at == [briefing]
    assert shown["E14"].briefs_on == shown["E14"].briefed_at == []
    path, _hash, anchor = tour.list_address.partition("#")
    html = reader_client.get(path).content.decode()
    assert f'id="{anchor}"' in html
    assert briefing.list_address.replace("&", "&amp;") in html
