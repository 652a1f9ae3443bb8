"""How much work the portal's pages are: queries and processor time, beside a page with nothing but its title."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from focusareas.models import (
    ActionPlanPage,
    Activity,
    ActivityReportPage,
    FocusAreaPage,
    Goal,
    ReportIndexPage,
    StrategyPage,
    TripReportPage,
)
from home.models import ContentPage, HomePage
from networks.models import NetworkIndexPage, NetworkPage, Person, Place, Theme
from portal.models import User
from portal.pages import BasePage

DETAIL_BUDGET = 16
LIST_BUDGET = 20
LISTS = (HomePage, ActionPlanPage, ReportIndexPage, NetworkIndexPage)
DETAILS = (ContentPage, StrategyPage, FocusAreaPage, TripReportPage, ActivityReportPage, NetworkPage)
RUNS = 5


@dataclass(frozen=True)
class Subject:
    """An address to measure, and how many queries it may take."""

    name: str
    path: str
    budget: int


@dataclass(frozen=True)
class Measure:
    """What an answer took: statements sent to the database, and seconds of processor time."""

    queries: int
    seconds: float


def make_client(user: User) -> Client:
    """Return a browser at the portal's own address in which the user is signed in."""
    client = Client(headers={"host": urlsplit(settings.PORTAL_BASE_URL).netloc})
    client.force_login(user)
    return client


def measure(client: Client, path: str) -> Measure:
    """Return what the answer takes once caches are warm: the least of several runs.

    Raises:
        RuntimeError: the address does not answer with a page.
    """
    seconds = []
    statements: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        statements.append(sql)
        return execute(sql, *arguments)

    for _run in range(RUNS + 1):
        statements.clear()
        with connection.execute_wrapper(count):
            started = time.process_time()
            response = client.get(path)
            seconds.append(time.process_time() - started)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}.")
    return Measure(len(statements), min(seconds[1:]))


def make_title_only_page(home: HomePage) -> ContentPage:
    """Make a page with nothing but its title, to compare the others with."""
    return home.add_child(instance=ContentPage(title="Kun en titel", slug="kun-en-titel-maaling"))


def subjects(title_only: ContentPage, language: str) -> Iterator[Subject]:
    """Yield the address of each page type and view in a language, the title-only page first."""
    yield Subject("title only", title_only.url, DETAIL_BUDGET)
    for model in (*LISTS, *DETAILS):
        if page := _fullest(model, language):
            budget = LIST_BUDGET if model in LISTS else DETAIL_BUDGET
            yield Subject(model.__name__, page.url, budget)
    with translation.override(language):
        for name in ("activities", "practice", "themes", "places", "offices", "people", "sources", "coordination"):
            yield Subject(name, reverse(name), LIST_BUDGET)
        for fact_model in (Theme, Place, Person):
            if fact := fact_model._default_manager.first():
                yield Subject(fact_model._meta.model_name or "", fact.get_absolute_url(), DETAIL_BUDGET)


def _fullest(model: type[BasePage], language: str) -> BasePage | None:
    """Return a live page of the type with a text of its own in the language; the focus area with most goals."""
    pages = model.objects.live().filter(locale__language_code=language, alias_of=None)
    if model is FocusAreaPage:
        areas = FocusAreaPage.objects.danish()
        keys = sorted(areas, key=lambda area: -area.goals.count() - area.activities.count())
        pages = pages.filter(translation_key=keys[0].translation_key) if keys else pages
    found: BasePage | None = pages.exclude(slug__endswith="-maaling").first()
    return found


def add_rows(count: int) -> None:
    """Add reports, activities, goals and networks, everything that lists and detail pages show rows of."""
    day = date(2008, 1, 1)
    index = ReportIndexPage.objects.danish().first()
    directory = NetworkIndexPage.objects.danish().first()
    area = FocusAreaPage.objects.danish().order_by("number").last()
    goals = Goal.objects.bulk_create(
        Goal(code=f"m{number}", focus_area=area, text_da=f"Mål {number}", live=True) for number in range(count // 50)
    )
    activities = Activity.objects.bulk_create(_activity(number, area, day) for number in range(count))
    links = Activity.goals.through
    links.objects.bulk_create(
        links(activity=activity, goal=goals[number % len(goals)]) for number, activity in enumerate(activities)
    )
    for number in range(count):
        if index:
            report: Any = TripReportPage(
                title=f"Rapport {number}",
                slug=f"rapport-{number}-maaling",
                start_date=day + timedelta(days=number),
                end_date=day + timedelta(days=number),
            )
            report.focus_areas = [area]
            report.themes = list(Theme.objects.all()[:2])
            index.add_child(instance=report)
        if directory and number < count // 10:
            directory.add_child(instance=NetworkPage(title=f"Netværk {number}", slug=f"netvaerk-{number}-maaling"))


def _activity(number: int, area: FocusAreaPage, day: date) -> Activity:
    return Activity(
        code=f"m{number}",
        origin=Activity.Origin.STATUS if number % 2 else Activity.Origin.PLAN,
        state=Activity.State.HELD,
        text_da=f"Aktivitet {number}",
        focus_area=area,
        actual_start=day + timedelta(days=number),
    )
