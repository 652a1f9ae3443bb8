"""Following a theme, place, network, focus area or person: a link on its page, mail, a feed, and a calendar of its activities."""

import datetime as dt
import re
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from icalendar import Calendar

from networks.models import NetworkPage
from portal.models import User
from search.digests import send_due
from search.models import SavedSearch
from tests.addresses import address
from tests.focusareas.factories import ActivityFactory
from tests.focusareas.plan import Plan
from tests.networks.factories import NetworkPageFactory, PersonFactory, PlaceFactory, ThemeFactory


@pytest.fixture
def followed(plan: Plan) -> dict[str, Any]:
    """Return one of each kind of thing that is followed."""
    return {
        "theme": ThemeFactory(name_da="Bolig", name_en="Housing"),
        "place": PlaceFactory(name_da="Berlin", name_en="Berlin"),
        "network": NetworkPageFactory(parent=plan.directory, title="Forum"),
        "focus area": plan.area,
        "person": PersonFactory(name="Kim Eksempel"),
    }


def link_on(client: Client, thing: Any) -> str:
    """Return where the link on a thing's page leads."""
    content = client.get(thing.url if hasattr(thing, "url") else thing.get_absolute_url()).content.decode()
    found = re.search(r'href="([^"]*search/saved/new/\?[^"]*)"', content)
    assert found
    return unescape(found[1])


def follow(client: Client, thing: Any, frequency: str = "at_once") -> SavedSearch:
    """Follow a thing as a reader does, from its page."""
    link = link_on(client, thing)
    asked = client.get(link)
    form = asked.context["form"]
    assert f"Følg ”{form.initial['name']}”" in asked.content.decode()
    response = client.post(link, {"name": form.initial["name"], "frequency": frequency})
    assert response.status_code == 302, response.context["form"].errors
    return SavedSearch.objects.get()


def report_on(plan: Plan, things: dict[str, Any]) -> Any:
    report = plan.add_report("Ny rapport")
    report.themes, report.places = [things["theme"]], [things["place"]]
    report.networks = [NetworkPage.objects.get(pk=things["network"].pk)]
    report.focus_areas, report.authors = [things["focus area"]], [things["person"]]
    report.save()
    return report


@pytest.mark.parametrize("kind", ["theme", "place", "network", "focus area", "person"])
def test_a_new_report_is_told_of_at_once_and_once(
    plan: Plan,
    reader_client: Client,
    reader: User,
    followed: dict[str, Any],
    kind: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    search = follow(reader_client, followed[kind])
    # Activities are marked with no theme, and tell of no person.
    assert ("activity" in search.parameters["kind"]) == (kind not in ("theme", "person"))
    calendar = address("activity_calendar", search.feed_token)
    is_offered = calendar in reader_client.get(address("saved_searches")).content.decode()
    assert is_offered == (kind not in ("theme", "person"))
    assert search.name in ("Bolig", "Berlin", "Forum", plan.area.title, "Kim Eksempel")
    send_due()
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        report_on(plan, followed)
    send_due()
    send_due()
    (letter,) = mail.outbox
    assert "Ny rapport" in letter.body
    assert letter.to == [reader.email]


def test_visitors_find_no_link(plan: Plan, client: Client, followed: dict[str, Any]) -> None:
    english = plan.trees.translate(followed["network"], title="The forum")
    english.is_public = True
    english.save()
    response = client.get(english.url)
    assert response.status_code == 200
    assert "search/saved/new" not in response.content.decode()


def test_the_calendar_holds_the_activities(
    plan: Plan, client: Client, reader_client: Client, followed: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        activity = ActivityFactory(
            text_da="Møde i Berlin", actual_start=dt.date(2007, 5, 1), actual_end=dt.date(2007, 5, 3)
        )
        activity.places.add(followed["place"])
        ActivityFactory(text_da="Et andet sted")
        report_on(plan, followed)
    search = follow(reader_client, followed["place"], frequency="never")
    where = address("activity_calendar", search.feed_token)
    assert where in reader_client.get(address("saved_searches")).content.decode()
    client.logout()
    response = client.get(where)
    assert response["Content-Type"].startswith("text/calendar")
    assert "private" in response["Cache-Control"]
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["summary"] == "Møde i Berlin"
    assert event.decoded("dtend") == dt.date(2007, 5, 4)
    search.renew_feed()
    assert client.get(where).status_code == 404
    search.owner.is_active = False
    search.owner.save()
    assert client.get(address("activity_calendar", search.feed_token)).status_code == 404
