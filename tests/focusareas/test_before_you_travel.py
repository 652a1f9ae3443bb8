"""Before a journey: one page on a city, a country or a theme, its contact cards and its calendar."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from focusareas.models import ReportComment, Trial, TrialOutcome
from tests.addresses import address
from tests.conftest import LANGUAGES
from tests.factories import UserFactory
from tests.focusareas.factories import ActivityFactory
from tests.focusareas.plan import Plan
from tests.networks.factories import (
    DirectoryEditionFactory,
    EditionContactFactory,
    EditionEntryFactory,
    NetworkPageFactory,
    PersonFactory,
    PlaceFactory,
    ThemeFactory,
)


@pytest.fixture
def berlin(plan: Plan) -> Any:
    return PlaceFactory(slug="berlin", name_da="Berlin", name_en="Berlin", country="DE")


@pytest.fixture
def been(plan: Plan, berlin: Any) -> Any:
    """Return a report from Berlin with all that is gathered."""
    report = plan.add_report("Turen til Berlin", start_date=dt.date(2007, 5, 1), end_date=dt.date(2007, 5, 2))
    report.places = [berlin]
    report.themes = [ThemeFactory(slug="bolig", name_da="Bolig", name_en="Housing")]
    report.authors = [PersonFactory(name="Kim Eksempel", email="kim@example.dk", user=UserFactory())]
    report.save()
    plan.trees.translate(report, title="The Berlin tour")
    for number, state in enumerate((TrialOutcome.State.ADOPTED, TrialOutcome.State.DROPPED, None)):
        trial = Trial.objects.create(report=report, text_da=f"Prøve {number}", text_en=f"Trial {number}")
        if state:
            TrialOutcome.objects.create(report=report, key=trial.key, state=state, answered_at=timezone.now())
    activity = ActivityFactory(text_da="Møde i Berlin", text_en="Meeting in Berlin", actual_start=dt.date(2007, 5, 1))
    activity.places.add(berlin)
    network = NetworkPageFactory(parent=plan.directory, title="Forum")
    network.member_places = [berlin]
    network.save()
    entry = EditionEntryFactory(network=network, edition=DirectoryEditionFactory(is_current=True))
    EditionContactFactory(entry=entry, person=None, name="Alex Prøve", email="alex@example.dk")
    return report


def shown(client: Client, language: str, **asked: str) -> str:
    response = client.get(address("before_you_travel", language=language), asked)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("asked", [{"place": "berlin"}, {"country": "DE"}, {"theme": "bolig"}])
def test_all_there_is_stands_on_one_page(
    reader_client: Client, been: Any, language: str, asked: dict[str, str]
) -> None:
    content = shown(reader_client, language, **asked)
    is_danish = language == "da"
    for text in ("Turen til Berlin", "Prøve 0", "Prøve 2") if is_danish else ("The Berlin tour", "Trial 0", "Trial 2"):
        assert text in content
    for text in ("Kim Eksempel", "kim@example.dk"):
        assert text in content
    assert ("Prøve 1" if is_danish else "Trial 1") not in content
    if "theme" not in asked:
        assert ("Møde i Berlin" if is_danish else "Meeting in Berlin") in content
        for text in ("Forum", "alex@example.dk"):
            assert text in content


def test_it_is_narrowed_by_all_that_is_chosen(reader_client: Client, been: Any) -> None:
    ThemeFactory(slug="andet", name_da="Andet")
    assert "Turen til Berlin" in shown(reader_client, "da", place="berlin", theme="bolig")
    assert "Turen til Berlin" not in shown(reader_client, "da", place="berlin", theme="andet")


@pytest.mark.parametrize("asked", [{}, {"place": "findes-ikke"}, {"country": "XX"}, {"theme": "\x00"}])
def test_nothing_chosen_asks_to_choose(reader_client: Client, been: Any, language: str, asked: dict[str, str]) -> None:
    assert "Turen til Berlin" not in shown(reader_client, language, **asked)
    for view in ("travel_contacts", "travel_calendar"):
        assert reader_client.get(address(view, language=language), asked).status_code == 404


def test_a_place_nobody_has_been_to(reader_client: Client, plan: Plan, language: str) -> None:
    PlaceFactory(slug="oslo", name_da="Oslo", name_en="Oslo", country="NO")
    content = shown(reader_client, language, place="oslo")
    assert ("Din rapport bliver den første" if language == "da" else "Your report will be the first") in content
    for view in ("travel_contacts", "travel_calendar"):
        assert reader_client.get(address(view, language=language), {"place": "oslo"}).status_code == 404


def test_questions_wait_until_an_author_writes(reader_client: Client, been: Any) -> None:
    ReportComment.objects.create(report=been, author=UserFactory(), text="Hvem mødte I i huset?")
    ReportComment.objects.create(report=been, author=UserFactory(), text="Tak for en god rapport.")
    content = shown(reader_client, "da", place="berlin")
    assert "Hvem mødte I i huset?" in content
    assert "Tak for en god rapport." not in content
    ReportComment.objects.create(report=been, author=been.authors.get().user, text="Forstanderen.")
    assert "Hvem mødte I i huset?" not in shown(reader_client, "da", place="berlin")


def test_a_question_whose_author_is_gone_still_waits(reader_client: Client, been: Any) -> None:
    been.authors.add(PersonFactory(user=None))
    been.save()
    ReportComment.objects.create(report=been, author=None, text="Hvem mødte I i huset?")
    ReportComment.objects.create(report=been, author=UserFactory(), text="Kan man bo der?")
    ReportComment.objects.create(report=been, author=None, text="Tak for en god rapport.")
    content = shown(reader_client, "da", place="berlin")
    for question in ("Hvem mødte I i huset?", "Kan man bo der?"):
        assert question in content


def test_a_country_without_a_city_can_be_chosen(reader_client: Client, plan: Plan) -> None:
    plan.add_report("Rapport om et land", country="NO")
    ActivityFactory(text_da="Besøg fra et land", country="SE")
    assert "Rapport om et land" in shown(reader_client, "da", country="NO")
    assert "Besøg fra et land" in shown(reader_client, "da", country="SE")


@pytest.mark.parametrize("language", LANGUAGES)
def test_contacts_and_dates_are_taken_along(reader_client: Client, been: Any, language: str) -> None:
    been.authors.add(PersonFactory(name="Fratrådt Eksempel", is_active=False))
    been.save()
    cards = reader_client.get(address("travel_contacts", language=language), {"place": "berlin"})
    assert cards["Content-Type"].startswith("text/vcard")
    assert "berlin.vcf" in cards["Content-Disposition"]
    for name in ("Kim Eksempel", "Alex Prøve"):
        assert f"FN:{name}" in cards.content.decode()
    assert "Fratrådt" not in cards.content.decode()
    answer = reader_client.get(address("travel_calendar", language=language), {"place": "berlin"})
    assert answer["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["summary"] == ("Møde i Berlin" if language == "da" else "Meeting in Berlin")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (dt.date(2007, 5, 1), dt.date(2007, 5, 2))
    assert event["location"] == "Berlin"


def test_a_period_that_ends_before_it_begins_takes_a_day(reader_client: Client, plan: Plan, berlin: Any) -> None:
    activity = ActivityFactory(planned_start=dt.date(2007, 5, 9), actual_end=dt.date(2007, 5, 2), actual_start=None)
    activity.places.add(berlin)
    answer = reader_client.get(address("travel_calendar", language="da"), {"place": "berlin"})
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (dt.date(2007, 5, 9), dt.date(2007, 5, 10))


def queries(client: Client, language: str) -> int:
    where = address("before_you_travel", language=language), {"place": "berlin"}
    client.get(*where)
    with CaptureQueriesContext(connection) as found:
        client.get(*where)
    return len(found)


def test_it_takes_few_queries_however_much_there_is(
    plan: Plan, reader_client: Client, been: Any, berlin: Any, language: str
) -> None:
    few = queries(reader_client, language)
    for number in range(4):
        report = plan.add_report(f"Tur {number}")
        report.places, report.authors = [berlin], [PersonFactory(), PersonFactory()]
        report.save()
        Trial.objects.create(report=report, text_da="Prøve", owner=PersonFactory(), office=plan.office)
        ReportComment.objects.create(report=report, author=UserFactory(), text="Hvorfor?")
        network = NetworkPageFactory(parent=plan.directory, title=f"Netværk {number}")
        network.member_places = [berlin]
        network.save()
    assert queries(reader_client, language) == few <= 20
