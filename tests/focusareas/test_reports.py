"""The report list and the page of a report."""

import datetime as dt
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import translation

from focusareas.models import ActivityReportPage, ReportAttachment
from networks.models import SourceReference
from tests.factories import PortalDocumentFactory
from tests.focusareas.factories import ActivityFactory
from tests.focusareas.plan import Plan
from tests.networks.factories import (
    NetworkPageFactory,
    PersonFactory,
    PlaceFactory,
    SourceReferenceFactory,
    ThemeFactory,
)


def titles(client: Client, plan: Plan, language: str = "da", **parameters: Any) -> list[str]:
    """Return the titles of the reports in the order shown."""
    response = client.get(plan.address(plan.index, language), parameters)
    assert response.status_code == 200
    return [report.title for report in response.context["page_obj"].object_list]


def attach(report: Any, **document: Any) -> None:
    """Attach a file to the report."""
    ReportAttachment.objects.create(report=report, document=PortalDocumentFactory(**document))


def tied(report: Any, **relations: Any) -> Any:
    """Tie the report to a fact of each relation."""
    for name, fact in relations.items():
        getattr(report, name).add(fact)
    report.save()
    return report


def test_empty_list(plan: Plan, reader_client: Client, language: str) -> None:
    assert titles(reader_client, plan, language) == []


def test_newest_first_in_the_readers_language(plan: Plan, reader_client: Client, language: str) -> None:
    plan.add_report("Gammel", start_date=dt.date(2007, 1, 1))
    new = plan.add_report("Ny", start_date=dt.date(2008, 1, 1))
    plan.trees.translate(new, title="New")
    assert titles(reader_client, plan, language) == (["Ny", "Gammel"] if language == "da" else ["New", "Gammel"])


def test_orders(plan: Plan, reader_client: Client) -> None:
    first = plan.add_report("Alfa", start_date=dt.date(2008, 1, 1))
    second = plan.add_report("Beta", start_date=dt.date(2007, 1, 1))
    plan.trees.translate(first, title="Zulu")
    plan.trees.translate(second, title="Yankee")
    assert titles(reader_client, plan, sort="date") == ["Beta", "Alfa"]
    assert titles(reader_client, plan, sort="title") == ["Alfa", "Beta"]
    assert titles(reader_client, plan, sort="-title") == ["Beta", "Alfa"]
    assert titles(reader_client, plan, "en", sort="title") == ["Yankee", "Zulu"]
    assert titles(reader_client, plan, sort="x") == ["Alfa", "Beta"]


def test_filters(plan: Plan, reader_client: Client, language: str) -> None:
    network = NetworkPageFactory(parent=plan.directory, slug="forum")
    place, theme = PlaceFactory(slug="berlin"), ThemeFactory(slug="boern")
    tied(
        plan.add_report("Ja", start_date=dt.date(2007, 3, 1)),
        themes=theme,
        places=place,
        networks=network,
        focus_areas=plan.area,
    )
    plan.index.add_child(
        instance=ActivityReportPage(title="Nej", start_date=dt.date(2008, 1, 1), end_date=dt.date(2008, 1, 1))
    )
    chosen = {"theme": "boern", "place": "berlin", "network": "forum", "focus_area": 1, "year": 2007, "kind": "trip"}
    for name, value in chosen.items():
        assert titles(reader_client, plan, language, **{name: value}) == ["Ja"], name
    assert titles(reader_client, plan, language, kind="activity") == ["Nej"]
    assert titles(reader_client, plan, language, theme="boern", year=2008) == []
    assert titles(reader_client, plan, language, **dict.fromkeys(chosen, "x")) == ["Nej", "Ja"]


def test_report_with_everything(plan: Plan, reader_client: Client, language: str) -> None:
    report = tied(
        plan.add_report("Rejsen", learning="<p>Det vigtigste</p>", purpose="<p>Formålet</p>", office=plan.office),
        places=PlaceFactory(),
        themes=ThemeFactory(),
        authors=PersonFactory(),
        focus_areas=plan.area,
        networks=NetworkPageFactory(parent=plan.directory),
        activities=ActivityFactory(),
        sources=SourceReferenceFactory(),
    )
    attach(report, title="Program")
    attach(report, title="Oplæg")
    plan.trees.translate(report, title="The journey")
    response = reader_client.get(plan.address(report, language))
    context, html = response.context, response.content.decode()
    expected = ("places", "themes", "authors", "focus_areas", "networks", "activities", "sources")
    assert {name: len(context[name]) for name in expected} == dict.fromkeys(expected, 1)
    assert [one.document.title for one in context["attachments"]] == ["Program", "Oplæg"]
    assert context["attachments"][0].document.file_extension.upper() in html
    assert html.index("Det vigtigste") < html.index("Formålet")
    assert context["office"] == plan.office
    assert SourceReference.objects.count() == 1


def test_related_reports_share_most_first(plan: Plan, reader_client: Client, language: str) -> None:
    theme, other = ThemeFactory(), ThemeFactory()
    report = tied(plan.add_report("Rejsen"), themes=theme, focus_areas=plan.area)
    plan.trees.translate(report, title="The journey")
    tied(plan.add_report("Ét fælles, nyt", start_date=dt.date(2009, 1, 1)), themes=theme)
    tied(plan.add_report("Ét fælles", start_date=dt.date(2007, 1, 1)), themes=theme)
    both = tied(plan.add_report("To fælles", start_date=dt.date(2007, 1, 1)), themes=theme, focus_areas=plan.area)
    plan.trees.translate(both, title="Two shared")
    tied(plan.add_report("Intet fælles"), themes=other)
    related = reader_client.get(plan.address(report, language)).context["related_reports"]
    first = "To fælles" if language == "da" else "Two shared"
    assert [one.title for one in related] == [first, "Ét fælles, nyt", "Ét fælles"]


def test_visitors_see_neither_persons_nor_closed_attachments(plan: Plan, client: Client) -> None:
    report = tied(plan.add_report("Rejsen"), authors=PersonFactory(name="Signe Holm"))
    attach(report, title="Lukket")
    attach(report, title="Åben", is_public=True)
    plan.trees.translate(report, title="The journey", is_public=True)
    response = client.get(plan.address(report, "en"))
    assert response.status_code == 200
    html = response.content.decode()
    assert "Signe Holm" not in html
    assert [title for title in ("Lukket", "Åben") if title in html] == ["Åben"]


def test_list_links_to_themes_and_places(plan: Plan, reader_client: Client) -> None:
    tied(plan.add_report("Rejsen"), places=PlaceFactory(slug="berlin"), themes=ThemeFactory(slug="boern"))
    html = reader_client.get(plan.address(plan.index, "da")).content.decode()
    with translation.override("da"):
        assert reverse("place", args=["berlin"]) in html
        assert reverse("theme", args=["boern"]) in html


def test_a_report_that_is_not_translated_is_marked_in_lists(plan: Plan, reader_client: Client) -> None:
    report = plan.add_report("Kun dansk")
    plan.trees.translate(plan.add_report("Begge"), title="Both")
    for address, mark in ((plan.address(plan.index, "en"), "(in Danish)"), (plan.address(plan.index, "da"), "")):
        html = reader_client.get(address).content.decode()
        assert html.count("(in Danish)") == bool(mark)
        assert (f'lang="da">{report.title}</a> <small>{mark}' in html) == bool(mark)
