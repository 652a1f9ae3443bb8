"""A focus area page gathers goals, activities and everything tied to the focus area."""

import datetime as dt
import re
from typing import Any

from django.test import Client

from focusareas.models import (
    Activity,
    Alignment,
    Assessment,
    Benchmark,
    FocusAreaName,
    FocusAreaTie,
    Responsibility,
    StrategicAim,
)
from networks.models import NetworkName
from tests.focusareas.factories import AssessmentFactory, ProgressNoteFactory
from tests.focusareas.plan import Plan
from tests.networks.factories import (
    NetworkPageFactory,
    OfficeFactory,
    OfficeNameFactory,
    SourceDocumentFactory,
    SourceReferenceFactory,
    ThemeFactory,
)


def test_bare_page(plan: Plan, reader_client: Client, language: str) -> None:
    assert reader_client.get(plan.address(plan.area, language)).status_code == 200


def test_everything_tied_to_it(plan: Plan, reader_client: Client, language: str) -> None:
    goal = plan.add_goal("1.1", status=Assessment.Status.PARTLY)
    AssessmentFactory(goal=goal, year=2008)
    ProgressNoteFactory(goal=goal)
    plan.add_activity("1.a", goal)
    plan.add_activity("R1", goal, origin=Activity.Origin.OVERVIEW)
    FocusAreaName.objects.create(focus_area=plan.area, name="Hjemløshed", source="002")
    FocusAreaTie.objects.create(focus_area=plan.area, kind="method", name_da="ABCD", source="002 (6)")
    Benchmark.objects.create(
        strategy=plan.strategy, number=4, name_da="Færre", name_en="Fewer"
    ).possible_focus_areas.add(plan.area)
    plan.area.themes.add(ThemeFactory())
    plan.area.networks.add(NetworkPageFactory(parent=plan.directory))
    plan.area.sources.add(SourceReferenceFactory())
    plan.area.save()
    report = plan.add_report("Rejsen")
    report.focus_areas.add(plan.area)
    report.save()
    response = reader_client.get(plan.address(plan.area, language))
    context = response.context
    expected: tuple[str, ...] = ("goal_rows", "planned_activities", "other_activities", "names", "ties", "benchmarks")
    expected += ("themes", "networks", "reports", "sources")
    assert {name: len(context[name]) for name in expected} == dict.fromkeys(expected, 1)
    assert [one.year for one in context["goal_rows"][0].assessments] == [2008, 2007]
    assert context["objective"].name_da == plan.objective.name_da
    html = response.content.decode()
    words = {"da": ["Fokusområde 1", "Den lærende by", "Færre"], "en": ["Focus area 1", "The learning city", "Fewer"]}
    assert [word for word in words[language] if word not in html] == []


def test_responsibility_keeps_its_history(plan: Plan, reader_client: Client) -> None:
    Responsibility.objects.filter(focus_area=plan.area).update(end=dt.date(2008, 6, 30))
    heir: Any = OfficeFactory(name_da="Arvtageren", name_en="The heir")
    Responsibility.objects.create(focus_area=plan.area, office=heir, start=dt.date(2008, 7, 1))
    context = reader_client.get(plan.address(plan.area, "en")).context
    assert context["responsibility"].office == heir
    assert [row.office for row in context["earlier_responsibilities"]] == [plan.office]


def test_alignments_are_told_by_source(plan: Plan, reader_client: Client, language: str) -> None:
    other = SourceDocumentFactory(number="003")
    text = SourceReferenceFactory(section="§4a")
    annex = SourceReferenceFactory(section="Bilag 1", document=other)
    aim = StrategicAim.objects.create(strategy=plan.strategy, number=2, text_da="Ligeværd", text_en="Equality")
    Alignment.objects.create(focus_area=plan.area, objective=plan.objective, source=text)
    Alignment.objects.create(focus_area=plan.area, objective=plan.objective, source=annex, is_stated=False)
    Alignment.objects.create(focus_area=plan.area, aim=aim, source=annex)
    context = reader_client.get(plan.address(plan.area, language)).context
    assert context["alignment_sources"] == [text, annex]
    cells = [[cell and cell.is_stated for cell in row.cells] for row in context["alignments"]]
    assert cells == [[True, False], [None, True]]
    assert [row.is_objective for row in context["alignments"]] == [True, False]


def test_facts_of_the_english_page_are_the_danish_ones(plan: Plan, reader_client: Client) -> None:
    plan.add_goal("1.1", text_da="Kun på dansk", text_en="")
    html = reader_client.get(plan.address(plan.area, "en")).content.decode()
    assert 'lang="da">Kun på dansk' in html


def test_an_activity_links_to_its_report(plan: Plan, reader_client: Client) -> None:
    activity = plan.add_activity("1.x")
    report: Any = plan.add_report("Tre dage i Lund")
    report.focus_areas.set([plan.area])
    report.activities.set([activity])
    report.save()
    html = reader_client.get(plan.area.url).content.decode()
    row = html.split('id="activity-1.x"')[1].split("</div>")[0]
    assert f'href="{report.url}"' in row


def test_partners_lead_to_the_network_or_office_of_that_name(plan: Plan, reader_client: Client, language: str) -> None:
    network = NetworkPageFactory(parent=plan.directory, title="Pompidougruppen", abbreviation="PG")
    NetworkName.objects.create(network=network, name="Pompidou")
    OfficeNameFactory(office=plan.office, name="Projektet")
    for name in ("Pompidou", "PG", "Projektet", "Ukendt"):
        FocusAreaTie.objects.create(focus_area=plan.area, kind="organisation", name_da=name)
    address = plan.address(plan.area, language)
    response = reader_client.get(address)
    assert response.context["networks"] == []
    html = response.content.decode()
    for name, target in {
        "Pompidou": network.url,
        "PG": network.url,
        "Projektet": plan.office.get_absolute_url(),
    }.items():
        assert re.search(f'<a href="[^"]*{target}"[^>]*>{name}</a>', html), name
    assert re.search("<span[^>]*>Ukendt</span>", html)
