"""Two who write at the same time: nothing is saved over what the other has saved, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from focusareas.models import ReportPage
from portal.models import User
from tests.focusareas.writing.sending import FormData, address_of, form_of, only_report, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def between(author_client: Client, complete: FormData, writer: Callable[..., User]) -> FormData:
    """Return the author's form of a report that a colleague has changed since it was shown."""
    send(author_client, complete)
    report = only_report()
    hidden = form_of(author_client, report)
    theirs: Any = report.get_latest_revision_as_object()
    theirs.title = "Kollegaens titel"
    theirs.save_revision(user=writer("kollega", "coordinator"))
    return complete | hidden | {"title": "Forfatterens titel"}


def texts(report: ReportPage) -> list[str]:
    """Return the titles in the report's versions, the latest first."""
    return [revision.content["title"] for revision in report.revisions.order_by("-created_at", "-pk")]


@pytest.mark.parametrize("action", ["save", "preview", "publish"])
def test_a_newer_text_is_shown_beside_what_was_typed(author_client: Client, between: FormData, action: str) -> None:
    response = send(author_client, between, action, only_report())
    html = response.content.decode()
    assert response.status_code == 409
    for text in ("Rosa Lund", "Kollegaens titel", "Forfatterens titel", "Rapporten er blevet ændret i mellemtiden"):
        assert text in html, text
    assert [label for label, _theirs, _mine in response.context["conflict"]["differences"]] == ["Titel"]
    assert texts(only_report())[0] == "Kollegaens titel"
    assert not only_report().live


def test_autosaving_says_so_and_saves_nothing(author_client: Client, between: FormData) -> None:
    response = send(author_client, between, "autosave", only_report())
    assert response.status_code == 409
    assert "Rosa Lund" in response.json()["said"]
    assert texts(only_report())[0] == "Kollegaens titel"


def test_going_on_with_mine_keeps_theirs_among_the_versions(author_client: Client, between: FormData) -> None:
    shown = send(author_client, between, "save", only_report()).context
    send(author_client, between | {"version": shown["version"]}, "save", only_report())
    assert texts(only_report())[:2] == ["Forfatterens titel", "Kollegaens titel"]


def test_going_on_with_theirs_keeps_mine_among_the_versions(author_client: Client, between: FormData) -> None:
    shown = send(author_client, between, "save", only_report()).context
    send(author_client, between | {"version": shown["version"]}, "theirs", only_report())
    assert texts(only_report())[:3] == ["Kollegaens titel", "Forfatterens titel", "Kollegaens titel"]
    form = author_client.get(address_of(only_report())).context["form"]
    assert form["title"].value() == "Kollegaens titel"


def test_the_newer_text_may_be_ones_own_in_another_window(author_client: Client, complete: FormData) -> None:
    send(author_client, complete, "autosave")
    report = only_report()
    first, second = form_of(author_client, report), form_of(author_client, report)
    answer = send(author_client, complete | first | {"title": "Et"}, "autosave", report).json()
    first |= {"version": answer["version"], "autosaved": answer["autosaved"]}
    assert send(author_client, complete | first | {"title": "Et igen"}, "autosave", report).status_code == 200
    assert send(author_client, complete | second | {"title": "To"}, "autosave", report).status_code == 409
    html = send(author_client, complete | second | {"title": "To"}, "save", report).content.decode()
    assert "Du gemte den selv" in html
