"""What came of what was to be tried: on its own page, the report and the editing interface."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from focusareas.models import Trial, TrialOutcome
from portal.models import User
from tests.addresses import address
from tests.conftest import LANGUAGES
from tests.focusareas.plan import Plan
from tests.networks.factories import OfficeFactory, PersonFactory

SignIn = Callable[[str], Client]
LIST_BUDGET = 20


def trial(plan: Plan, text: str, state: str = "", *, area: Any = None, year: int = 2007, **facts: Any) -> Trial:
    """Return something that a report of a year and a focus area says will be tried."""
    report = plan.add_report(f"Rejse {next(plan.numbers)}", start_date=f"{year}-05-01", end_date=f"{year}-05-02")
    report.focus_areas.add(area or plan.area)
    report.save()
    made: Trial = Trial.objects.create(report=report, text_da=text, **facts)
    if state:
        TrialOutcome.objects.create(
            report=report, key=made.key, state=state, note=f"Om {text}", answered_at=timezone.now()
        )
    return made


def listed(client: Client, **parameters: Any) -> list[str]:
    """Return what the page lists."""
    response = client.get(address("practice"), parameters)
    assert response.status_code == 200
    return [one.text_da for one in response.context["trials"]]


def numbers(rows: Any) -> dict[Any, list[int]]:
    """Return the numbers of each row: open, adopted, adapted, dropped."""
    return {row.value: [number for _state, number in row.counts] for row in rows}


def test_by_focus_area_and_year(plan: Plan, reader_client: Client) -> None:
    other = plan.add_area("Børn", "Children", plan.office)
    trial(plan, "Aften", "adopted")
    trial(plan, "Nat", "dropped")
    trial(plan, "Morgen", year=2008)
    trial(plan, "Legeplads", "adapted", area=other, year=2008)
    context = reader_client.get(address("practice")).context
    assert numbers(context["area_rows"]) == {plan.area.number: [1, 1, 0, 1], other.number: [0, 0, 1, 0]}
    assert numbers(context["year_rows"]) == {2008: [1, 0, 1, 0], 2007: [0, 1, 0, 1]}
    context = reader_client.get(address("practice"), {"year": "2008"}).context
    assert numbers(context["area_rows"]) == {plan.area.number: [1, 0, 0, 0], other.number: [0, 0, 1, 0]}


def test_narrowed_by_the_address(plan: Plan, reader_client: Client) -> None:
    other = plan.add_area("Børn", "Children", plan.office)
    trial(plan, "Aften", "adopted", office=plan.office)
    trial(plan, "Morgen", area=other, year=2008, office=OfficeFactory())
    for parameters, expected in (
        ({}, ["Morgen", "Aften"]),
        ({"focus_area": other.number}, ["Morgen"]),
        ({"year": "2007"}, ["Aften"]),
        ({"state": "open"}, ["Morgen"]),
        ({"state": "adopted", "year": "2008"}, []),
        ({"office": plan.office.slug}, ["Aften"]),
        ({"state": "x"}, ["Morgen", "Aften"]),
    ):
        assert listed(reader_client, **parameters) == expected, parameters


def test_what_is_off_the_site_is_not_listed(plan: Plan, reader_client: Client) -> None:
    trial(plan, "Aften").report.unpublish()
    assert listed(reader_client) == []


def test_who_may_answer_finds_the_way(plan: Plan, reader: User, reader_client: Client, client_as: SignIn) -> None:
    trial(plan, "Min", owner=PersonFactory(user=reader))
    trial(plan, "Kontorets", office=plan.office)
    trial(plan, "Andres")
    plan.office.editors.add(reader)

    def answerable(client: Client) -> set[str]:
        return {one.text_da for one in client.get(address("practice")).context["trials"] if one.answer_path}

    assert answerable(reader_client) == {"Min", "Kontorets"}
    assert answerable(client_as("coordinator")) == {"Min", "Kontorets", "Andres"}
    assert answerable(client_as("staff")) == set()
    mine = next(one for one in reader_client.get(address("practice")).context["trials"] if one.text_da == "Min")
    assert reader_client.get(mine.answer_path).status_code == 200


def test_queries_do_not_grow(plan: Plan, reader_client: Client) -> None:
    counts = []
    for rows in (3, 12):
        for _row in range(rows):
            made = trial(plan, "Ting", "adopted", owner=PersonFactory(), office=OfficeFactory())
            plan.trees.translate(made.report, title="The journey")
        for language in LANGUAGES:
            path = address("practice", language=language)
            reader_client.get(path)
            with CaptureQueriesContext(connection) as queries:
                reader_client.get(path)
            counts.append(len(queries))
    assert len(set(counts)) == 1
    assert counts[0] <= LIST_BUDGET


def test_the_report_shows_them_in_both_languages(plan: Plan, reader_client: Client, language: str) -> None:
    made = trial(plan, "Aften", "adopted", text_en="Evening", owner=PersonFactory(name="Rosa Lund"))
    report = plan.trees.translate(made.report, title="The journey")
    page = report if language == "en" else made.report
    html = reader_client.get(page.url).content.decode()
    for text in ({"da": "Aften", "en": "Evening"}[language], "Rosa Lund", "Om Aften"):
        assert text in html, text


def test_visitors_of_an_open_report_see_what_was_tried_and_not_by_whom(plan: Plan, client: Client) -> None:
    made = trial(plan, "Aften", "adopted", text_en="Evening", owner=PersonFactory(name="Rosa Lund"))
    report = plan.trees.translate(made.report, title="The journey")
    report.is_public = True
    report.save()
    html = client.get(report.url).content.decode()
    assert "Evening" in html
    assert "Rosa Lund" not in html
    assert "Om Aften" not in html


def test_the_focus_area_and_the_plan_show_them(plan: Plan, reader_client: Client, language: str) -> None:
    adopted = trial(plan, "Aften", "adopted", text_en="Evening")
    trial(plan, "Nat", text_en="Night")
    context = reader_client.get(plan.address(plan.area, language)).context
    expected = {"da": [("Nat", False), ("Aften", True)], "en": [("Night", False), ("Evening", True)]}[language]
    assert sorted((line.named.name, line.is_answered) for line in context["trials"]) == sorted(expected)
    assert adopted.report.pk in {line.page.source.pk for line in context["trials"]}
    context = reader_client.get(plan.address(plan.page, language)).context
    assert numbers(context["trial_rows"]) == {plan.area.number: [1, 1, 0, 0]}


def test_visitors_of_an_open_focus_area_see_those_of_open_reports_only(plan: Plan, client: Client) -> None:
    for made, is_public in ((trial(plan, "Aften", text_en="Evening"), True), (trial(plan, "Nat"), False)):
        report = plan.trees.translate(made.report, title="The journey")
        report.is_public = is_public
        report.save()
    for page in (plan.page, plan.area):
        english = page.relatives["en"]
        english.is_public = True
        english.save()
    context = client.get(plan.area.relatives["en"].url).context
    assert [line.named.name for line in context["trials"]] == ["Evening"]
    assert client.get(plan.page.relatives["en"].url).context["trial_rows"] == []
