import datetime as dt

from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from focusareas.models import Activity, Assessment, FocusAreaPage, Goal
from home.front_page import coming_dates, current_directory, newest_reports, plan_at_a_glance
from networks.models import NetworkPage
from tests.conftest import Trees
from tests.factories import ContentPageFactory
from tests.focusareas.factories import (
    ActionPlanPageFactory,
    ActivityFactory,
    FocusAreaPageFactory,
    ReportIndexPageFactory,
    StrategicObjectiveFactory,
    StrategyPageFactory,
    TripReportPageFactory,
)
from tests.networks.factories import (
    DirectoryEditionFactory,
    EditionEntryFactory,
    NetworkIndexPageFactory,
    NetworkPageFactory,
)

TODAY = dt.date(2007, 6, 1)
# Making a translation takes long, and a few are enough: the rest come in Danish.
TRANSLATED = 3


def make_plan(trees: Trees, focus_areas: int) -> list[FocusAreaPage]:
    """Return translated focus areas with a goal assessed over two years."""
    objective = StrategicObjectiveFactory(strategy=StrategyPageFactory(parent=trees.danish))
    plan = ActionPlanPageFactory(parent=trees.danish)
    trees.translate(plan)
    pages = []
    for number in range(1, focus_areas + 1):
        page = FocusAreaPageFactory(parent=plan, number=number, primary_objective=objective)
        goal = Goal.objects.create(code=f"{number}.1", focus_area=page, text_da="Et mål")
        for year, status in ((2006, Assessment.Status.NOT_MET), (2007, Assessment.Status.ACHIEVED)):
            Assessment.objects.create(goal=goal, year=year, status=status, reason_da="Fordi")
        if number <= TRANSLATED:
            trees.translate(page, title=f"Focus area {number}")
        pages.append(page)
    return pages


def make_everything(trees: Trees, rows: int) -> None:
    """Fill the front page with rows of each kind."""
    make_plan(trees, rows)
    index = ReportIndexPageFactory(parent=trees.danish)
    trees.translate(index)
    networks = NetworkIndexPageFactory(parent=trees.danish)
    trees.translate(networks)
    edition = DirectoryEditionFactory(year=2008, is_current=True)
    for number in range(rows):
        report = TripReportPageFactory(parent=index)
        if number < TRANSLATED:
            trees.translate(report)
        ActivityFactory()
        network = NetworkPageFactory(parent=networks)
        EditionEntryFactory(edition=edition, network=network, position=number)


def test_the_plan_counts_the_newest_year_only(trees: Trees, language: str) -> None:
    make_plan(trees, 3)
    plan = plan_at_a_glance()
    assert plan.year == 2007
    assert [(count.status, count.count) for count in plan.totals] == [("achieved", 3)]
    assert [glance.page.source.number for glance in plan.focus_areas] == [1, 2, 3]
    assert [count.count for count in plan.focus_areas[0].counts] == [1]
    assert (
        plan.focus_areas[0].page.title == {"da": plan.focus_areas[0].page.source.title, "en": "Focus area 1"}[language]
    )


def test_a_plan_that_nobody_has_assessed(trees: Trees) -> None:
    make_plan(trees, 1)
    Assessment.objects.all().delete()
    plan = plan_at_a_glance()
    assert (plan.year, plan.totals) == (None, [])
    assert [list(glance.counts) for glance in plan.focus_areas] == [[]]


def test_coming_dates_lead_to_their_focus_area(reader_client: Client, trees: Trees) -> None:
    area = make_plan(trees, 1)[0]
    ActivityFactory(code="4.a", focus_area=area, planned_start=TODAY, planned_end=TODAY)
    html = reader_client.get("/").content.decode()
    dates = html.split('class="dates"')[1].split("</ol>")[0]
    assert f'href="{area.url}#activity-4.a"' in dates
    assert f"{area.number}. {area.title}" in dates


def test_coming_dates_are_activities_and_deadlines_in_order(trees: Trees) -> None:
    page = make_plan(trees, 1)[0]
    Goal.objects.create(code="9.1", focus_area=page, text_da="Frist", deadline=dt.date(2007, 8, 1))
    for month, milestone in ((9, True), (7, False), (2, False)):
        ActivityFactory(
            actual_start=None,
            planned_start=dt.date(2007, month, 1),
            state=Activity.State.PLANNED,
            is_milestone=milestone,
        )
    coming = coming_dates(TODAY)
    assert coming.lie_ahead
    assert [item.date.month for item in coming.dates] == [7, 8, 9]
    assert [item.is_deadline for item in coming.dates] == [False, True, False]
    assert coming.dates[2].is_milestone


def test_without_dates_ahead_the_last_ones_are_shown(trees: Trees) -> None:
    for month in range(1, 9):
        ActivityFactory(actual_start=dt.date(2006, month, 1))
    coming = coming_dates(TODAY)
    assert not coming.lie_ahead
    assert [item.date.month for item in coming.dates] == [8, 7, 6, 5, 4, 3]


def test_a_date_gone_by_shows_what_became_of_the_activity(trees: Trees, reader_client: Client) -> None:
    ActivityFactory(planned_start=dt.date(2006, 1, 1), actual_start=None, state=Activity.State.DROPPED)
    html = reader_client.get(trees.english.get_url()).content.decode()
    dates = html.split('<ol class="dates">')[1].split("</ol>")[0]
    assert "status--dropped" in dates


def test_a_held_activity_is_not_coming(trees: Trees) -> None:
    ActivityFactory(actual_start=dt.date(2008, 1, 1), state=Activity.State.DROPPED)
    assert not coming_dates(TODAY).lie_ahead


def test_reports_are_the_newest_first(trees: Trees, language: str) -> None:
    index = ReportIndexPageFactory(parent=trees.danish)
    trees.translate(index)
    reports = [TripReportPageFactory(parent=index) for _number in range(6)]
    trees.translate(reports[-1], title="The newest")
    newest = newest_reports()
    assert [report.source.pk for report in newest] == [report.pk for report in reversed(reports[2:])]
    assert newest[0].title == {"da": reports[-1].title, "en": "The newest"}[language]


def test_the_directory_is_the_current_edition_in_its_order(trees: Trees) -> None:
    assert current_directory() is None
    index = NetworkIndexPageFactory(parent=trees.danish)
    networks: list[NetworkPage] = [NetworkPageFactory(parent=index) for _number in range(3)]
    older, current = DirectoryEditionFactory(year=2007), DirectoryEditionFactory(year=2008, is_current=True)
    EditionEntryFactory(edition=older, network=networks[0], position=1)
    EditionEntryFactory(edition=current, network=networks[2], position=1)
    EditionEntryFactory(edition=current, network=networks[1], position=2)
    directory = current_directory()
    assert directory is not None
    assert directory.edition.year == 2008
    assert [page.pk for page in directory.networks] == [networks[2].pk, networks[1].pk]


def test_the_empty_front_page_says_so(trees: Trees, reader_client: Client) -> None:
    html = reader_client.get(trees.english.get_url()).content.decode()
    for message in ("no focus areas yet", "no reports yet", "no dates yet"):
        assert message in html


def test_visitors_see_the_open_front_page_and_its_open_pages(trees: Trees, client: Client) -> None:
    make_everything(trees, 2)
    trees.translate(ContentPageFactory(parent=trees.danish), title="Good practice", is_public=True)
    trees.translate(ContentPageFactory(parent=trees.danish), title="For staff only")
    trees.english.introduction = "<p>For staff.</p>"
    trees.english.public_introduction = "<p>Welcome to visitors.</p>"
    trees.english.is_public = True
    trees.english.save()
    html = client.get(trees.english.get_url()).content.decode()
    assert "Welcome to visitors." in html
    assert "Good practice" in html
    for closed in ("For staff.", "For staff only", "Focus area 1", "Rapport", "Visit no."):
        assert closed not in html
    assert client.get(trees.danish.get_url()).status_code == 302


def test_the_front_page_takes_as_many_queries_however_much_there_is(
    trees: Trees, reader_client: Client, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_everything(trees, 25)
    with override(language):
        address = trees.home(language).get_url()
    reader_client.get(address)
    with django_assert_max_num_queries(20):
        response = reader_client.get(address)
    assert response.status_code == 200
    assert len(response.context["plan"].focus_areas) == 25
