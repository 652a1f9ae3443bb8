"""The author's list of drafts and reports, and what the list and the form cost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from focusareas.models import ReportIndexPage, ReportSettings
from portal.models import User
from tests.addresses import address
from tests.focusareas.factories import ActivityFactory, TripReportPageFactory
from tests.focusareas.writing.sending import FormData, form_of, only_report, send
from tests.networks.factories import PersonFactory, PlaceFactory, ThemeFactory

pytestmark = pytest.mark.django_db

LIST_QUERIES, FORM_QUERIES, SAVING_QUERIES = 14, 36, 70


def states(client: Client) -> list[tuple[str, str]]:
    """Return the titles in the list, each with its state."""
    reports = client.get(address("own_reports")).context["reports"]
    return [(own.page.draft_title, str(own.state)) for own in reports]


def test_an_author_sees_the_own_reports_and_how_they_stand(
    author_client: Client, complete: FormData, writer: Callable[..., User]
) -> None:
    assert "Du har ikke skrevet nogen rapporter endnu." in author_client.get(address("own_reports")).content.decode()
    send(author_client, complete | {"title": "Kladde"})
    send(author_client, complete | {"title": "Udgivet"}, "publish")
    changed = Page.objects.get(title="Udgivet", locale__language_code="da").specific
    ReportSettings.objects.update_or_create(defaults={"needs_review": True})
    send(author_client, complete | {"title": "Sendt"}, "publish")
    assert states(author_client) == [("Sendt", "venter på godkendelse"), ("Kladde", "kladde"), ("Udgivet", "udgivet")]
    send(author_client, complete | {"title": "Udgivet igen"}, report=changed)
    assert states(author_client)[2] == ("Udgivet igen", "udgivet, med ændringer, der ikke er udgivet")
    other = Client()
    other.force_login(writer("kollega"))
    assert states(other) == []


def count(call: Callable[[], Any]) -> int:
    """Return how many queries something takes the second time."""
    call()
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def test_list_and_form_take_as_many_queries_for_many_rows_as_for_few(
    author: User, author_client: Client, report_list: ReportIndexPage, complete: FormData, language: str
) -> None:
    send(author_client, complete)
    report = only_report()
    hidden = form_of(author_client, report)

    def autosave() -> Any:
        answer = send(author_client, complete | hidden, "autosave", report)
        assert answer.status_code == 200
        hidden.update({name: answer.json()[name] for name in ("version", "autosaved")})
        return answer

    shown = {
        "list": (lambda: author_client.get(address("own_reports", language=language)), LIST_QUERIES),
        "form": (lambda: author_client.get(address("edit_report", str(report.pk), language=language)), FORM_QUERIES),
        "new": (lambda: author_client.get(address("write_report", language=language)), FORM_QUERIES),
        "autosave": (autosave, SAVING_QUERIES),
    }

    def grow(rows: int) -> None:
        for _row in range(rows):
            TripReportPageFactory(parent=report_list, owner=author)
            ActivityFactory()
            PersonFactory()
            PlaceFactory()
            ThemeFactory()

    grow(1)
    # Its text is the author's own from then on, and overwritten.
    autosave()
    few = {name: count(call) for name, (call, _budget) in shown.items()}
    grow(10)
    many = {name: count(call) for name, (call, _budget) in shown.items()}
    assert many == few
    for name, (_call, budget) in shown.items():
        assert many[name] <= budget, (name, many)
