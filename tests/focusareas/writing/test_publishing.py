"""A report is published by its author, or by those who approve when the coordinator wants it so."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import WorkflowState

from focusareas.models import ReportPage, ReportSettings
from portal.models import User
from tests.addresses import address
from tests.focusareas.writing.sending import FormData, address_of, form_of, only_report, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewed(db: None) -> None:
    """Let reports be reviewed."""
    ReportSettings.objects.update_or_create(defaults={"needs_review": True})


def test_the_author_publishes_at_once(author_client: Client, complete: FormData) -> None:
    response = send(author_client, complete, "publish")
    report = only_report()
    assert report.live
    assert report.slug == "studietur-til-berlin"
    assert report.get_verbose_name() == "Rejserapport"
    assert response["Location"] == report.get_url()
    assert author_client.get(response["Location"]).context["page"] == report


def test_the_address_follows_the_title_it_is_published_with(author_client: Client, complete: FormData) -> None:
    send(author_client, {"title": "Stu"}, "autosave")
    send(author_client, complete | {"title": "Æblerejse til Århus"}, "publish", only_report())
    assert only_report().slug == "aeblerejse-til-aarhus"
    send(author_client, complete | {"title": "Andet"}, "publish", only_report())
    assert only_report().slug == "aeblerejse-til-aarhus"


def test_a_published_report_stands_in_the_english_tree(author_client: Client, complete: FormData) -> None:
    send(author_client, complete)
    assert ReportPage.objects.count() == 1
    send(author_client, complete, "publish", only_report())
    english = ReportPage.objects.get(locale__language_code="en")
    assert english.live
    assert english.alias_of_id == only_report().pk
    assert english.slug == "studietur-til-berlin"
    send(author_client, complete | {"title": "Andet"}, "publish", only_report())
    assert ReportPage.objects.get(locale__language_code="en").title == "Andet"


def test_changes_to_a_published_report_wait_until_they_are_published(author_client: Client, complete: FormData) -> None:
    send(author_client, complete, "publish")
    send(author_client, complete | {"title": "Andet"}, "save", only_report())
    report = only_report()
    assert report.title == complete["title"]
    assert report.has_unpublished_changes
    send(author_client, complete | {"title": "Andet"}, "publish", report)
    assert only_report().title == "Andet"


def test_somebody_who_has_lost_the_role_publishes_nothing(
    author: User, author_client: Client, complete: FormData
) -> None:
    send(author_client, complete)
    hidden = form_of(author_client, only_report())
    author.groups.clear()
    assert send(author_client, complete | hidden, "publish", only_report()).status_code == 403
    assert not only_report().live


@pytest.mark.usefixtures("reviewed")
def test_a_report_goes_to_review_and_is_published_when_it_is_approved(
    author: User, author_client: Client, complete: FormData, writer: Callable[..., User]
) -> None:
    assert send(author_client, complete, "publish")["Location"] == address("own_reports")
    report = only_report()
    assert not report.live
    assert report.current_workflow_state.requested_by == author
    approver = writer("koordinator", "coordinator")
    task_state: Any = report.current_workflow_task_state
    task_state.task.specific.on_action(task_state, approver, "approve")
    report = only_report()
    assert report.live
    assert report.title == complete["title"]
    assert ReportPage.objects.get(locale__language_code="en").live


@pytest.mark.usefixtures("reviewed")
def test_a_report_in_review_is_shown_as_waiting_and_can_be_taken_back(
    author_client: Client, complete: FormData
) -> None:
    send(author_client, complete, "publish")
    report = only_report()
    html = author_client.get(address_of(report)).content.decode()
    assert "Rapporten venter på godkendelse" in html
    answer = author_client.post(address_of(report), complete | {"action": "autosave", "version": ""})
    assert answer.status_code == 409
    assert answer.json()["said"]
    author_client.post(address_of(report), {"action": "withdraw"})
    assert only_report().current_workflow_state is None
    assert author_client.get(address_of(report)).context["form"]["title"].value() == complete["title"]


@pytest.mark.usefixtures("reviewed")
def test_a_report_sent_back_says_why_and_goes_to_review_again(
    author_client: Client, complete: FormData, writer: Callable[..., User]
) -> None:
    send(author_client, complete, "publish")
    task_state: Any = only_report().current_workflow_task_state
    approver = writer("koordinator", "coordinator")
    task_state.task.specific.on_action(task_state, approver, "reject", comment="Skriv mere om Berlin.")
    assert "Skriv mere om Berlin." in author_client.get(address_of(only_report())).content.decode()
    send(author_client, complete | {"learning": "Mere."}, "publish", only_report())
    assert only_report().current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


@pytest.mark.usefixtures("reviewed")
def test_who_may_publish_anything_publishes_at_once(complete: FormData, writer: Callable[..., User]) -> None:
    client = Client()
    client.force_login(writer("koordinator", "coordinator"))
    send(client, complete, "publish")
    assert only_report().live


def test_the_coordinator_decides_whether_reports_are_reviewed(writer: Callable[..., User]) -> None:
    client = Client()
    client.force_login(writer("koordinator", "coordinator"))
    setting = reverse("wagtailsettings:edit", args=["focusareas", "reportsettings", ReportSettings.load().pk])
    assert client.post(setting, {"needs_review": "on"}).status_code == 302
    assert ReportSettings.objects.get().needs_review
    client.force_login(writer("kommunikation", "communications"))
    client.post(setting, {})
    assert ReportSettings.objects.get().needs_review
