"""Comments and questions under a report: who writes, sees, changes and removes them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from focusareas.models import ReportComment
from home.roles import ROLES
from portal.models import User
from search.models import StaleDocument
from tests.factories import UserFactory
from tests.focusareas.plan import Plan
from tests.networks.factories import PersonFactory
from tests.search.finding import document, settle


@pytest.fixture
def report(plan: Plan) -> Any:
    """Return a report in both languages whose English page is open."""
    report = plan.add_report("Rejsen")
    plan.trees.translate(report, title="The journey", is_public=True)
    return report


def comment(report: Any, author: User | None, text: str = "Hvad kostede det?") -> ReportComment:
    """Return a comment that somebody has written."""
    kept: ReportComment = ReportComment.objects.create(report=report, author=author, text=text)
    return kept


def address(name: str, item: Any) -> str:
    """Return one of the addresses of comments."""
    return reverse(name, args=[item.pk])


def test_written_and_shown_on_both_pages(plan: Plan, report: Any, reader: User, reader_client: Client) -> None:
    PersonFactory(user=reader, office=plan.office)
    response = reader_client.post(address("write_comment", report), {"text": " Godt set. \n\nTak "})
    kept = ReportComment.objects.get()
    assert (kept.report_id, kept.author, kept.text) == (report.pk, reader, "Godt set. \n\nTak")
    assert response["Location"] == f"{plan.address(report, 'da')}#comment-{kept.pk}"
    for language, office in (("da", "Projektkontoret"), ("en", "Project Office")):
        html = reader_client.get(plan.address(report, language)).content.decode()
        part = html[html.index(f'id="comment-{kept.pk}"') :]
        assert str(reader) in part
        assert office in part
        assert "<p>Tak</p>" in part


def test_the_way_back_is_in_the_readers_language(plan: Plan, report: Any, reader_client: Client, language: str) -> None:
    response = reader_client.post(address("write_comment", report), {"text": "Tak"})
    assert response["Location"].startswith(f"{plan.address(report, language)}#")


def test_visitors_see_none_and_write_none(plan: Plan, report: Any, reader: User, client: Client) -> None:
    kept = comment(report, reader)
    page = client.get(plan.address(report, "en"))
    assert page.status_code == 200
    assert kept.text not in page.content.decode()
    assert address("write_comment", report) not in page.content.decode()
    for name, item in (("write_comment", report), ("edit_comment", kept), ("delete_comment", kept)):
        assert "/accounts/login/" in client.post(address(name, item), {"text": "x"})["Location"]
    assert [each.text for each in ReportComment.objects.all()] == [kept.text]


def test_what_cannot_be_taken_stays_in_the_form(report: Any, reader_client: Client) -> None:
    empty = reader_client.post(address("write_comment", report), {"text": "  "})
    assert "text" in empty.context["form"].errors
    long = "Lang " * 1500
    html = reader_client.post(address("write_comment", report), {"text": long}).content.decode()
    assert long.strip() in html
    assert 'aria-invalid="true"' in html
    assert not ReportComment.objects.exists()


def test_pressed_twice_it_is_kept_once(report: Any, reader_client: Client) -> None:
    for text in ("Tak", "Tak", "Selv tak", "Tak"):
        reader_client.post(address("write_comment", report), {"text": text})
    assert [each.text for each in ReportComment.objects.all()] == ["Tak", "Selv tak", "Tak"]


def test_links_are_made_and_markup_is_not(plan: Plan, report: Any, reader: User, reader_client: Client) -> None:
    comment(report, reader, "Se https://example.dk/a?b=1&c=2 <script>alert(1)</script> javascript:alert(1)")
    html = reader_client.get(plan.address(report, "da")).content.decode()
    assert '<a href="https://example.dk/a?b=1&amp;c=2" rel="nofollow">' in html
    assert "&lt;script&gt;alert(1)" in html
    assert 'href="javascript' not in html


def test_changed_by_its_author_only(report: Any, reader: User, reader_client: Client) -> None:
    own, other = comment(report, reader), comment(report, UserFactory())
    reader_client.post(address("edit_comment", own), {"text": "Rettet"})
    assert reader_client.post(address("edit_comment", other), {"text": "Rettet"}).status_code == 404
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.text, other.text) == ("Rettet", "Hvad kostede det?")
    assert own.edited_at
    assert not other.edited_at


def test_saved_unchanged_it_is_not_marked(report: Any, reader: User, reader_client: Client) -> None:
    own = comment(report, reader)
    assert own.text in reader_client.get(address("edit_comment", own)).content.decode()
    reader_client.post(address("edit_comment", own), {"text": own.text})
    own.refresh_from_db()
    assert not own.edited_at


@pytest.mark.parametrize("role", ROLES)
def test_removed_by_its_author_and_by_who_may_publish(
    role: str, plan: Plan, report: Any, client_as: Callable[[str], Client]
) -> None:
    client, other = client_as(role), comment(report, UserFactory(username="en-anden"))
    own = comment(report, User.objects.get(username=role))
    may_all = role in ("communications", "coordinator", "administrator")
    html = client.get(plan.address(report, "da")).content.decode()
    assert address("delete_comment", own) in html
    assert f'"{address("edit_comment", own)}"' in html
    assert (address("delete_comment", other) in html) == may_all
    assert f'"{address("edit_comment", other)}"' not in html
    assert client.get(address("delete_comment", own)).status_code == 200
    assert client.get(address("delete_comment", other)).status_code == (200 if may_all else 403)
    assert ReportComment.objects.count() == 2
    for each in (own, other):
        client.post(address("delete_comment", each))
    assert ReportComment.objects.count() == (0 if may_all else 1)


def test_none_about_what_is_not_published(report: Any, reader: User, reader_client: Client) -> None:
    kept = comment(report, reader)
    report.unpublish()
    for name, item in (("write_comment", report), ("edit_comment", kept), ("delete_comment", kept)):
        assert reader_client.post(address(name, item), {"text": "x"}).status_code == 404, name
    assert ReportComment.objects.get().text == kept.text


def test_none_on_the_english_page_of_its_own(plan: Plan, report: Any, reader_client: Client) -> None:
    english = report.relatives["en"]
    assert reader_client.post(address("write_comment", english), {"text": "x"}).status_code == 404


def test_they_go_with_the_report_and_stay_without_their_author(plan: Plan, report: Any, reader_client: Client) -> None:
    author = UserFactory()
    comment(report, author, "Bliver stående")
    author.delete()
    html = reader_client.get(plan.address(report, "da")).content.decode()
    assert "Bliver stående" in html
    assert "En tidligere kollega" in html
    report.delete()
    assert not ReportComment.objects.exists()


def test_the_newest_twenty_and_the_others_on_demand(
    plan: Plan, report: Any, reader: User, reader_client: Client
) -> None:
    for number in range(21):
        comment(report, reader, f"Nr. {number}")
    page = plan.address(report, "da")
    response = reader_client.get(page)
    assert [each.text for each in response.context["comments"]] == [f"Nr. {number}" for number in range(1, 21)]
    assert 'href="?comments=all#comments"' in response.content.decode()
    everything = reader_client.get(page, {"comments": "all"})
    assert len(everything.context["comments"]) == 21
    assert 'href="?comments=all#comments"' not in everything.content.decode()


def test_two_queries_at_most_for_any_number(plan: Plan, report: Any, reader_client: Client) -> None:
    page, counts = plan.address(report, "da"), []
    for number in (0, 1, 9):
        for _each in range(number):
            comment(report, PersonFactory(user=UserFactory()).user)
        reader_client.get(page)
        with CaptureQueriesContext(connection) as queries:
            reader_client.get(page)
        counts.append(len(queries))
    assert counts[1] - counts[0] <= 1
    assert counts[2] == counts[1]


def test_colleagues_find_them_and_visitors_do_not(report: Any, reader: User) -> None:
    comment(report, reader, "Hvad kostede turen?")
    found = document(report)
    assert "Hvad kostede turen?" in found.texts["da"].body
    assert "Hvad kostede turen?" not in found.texts["en"].body
    assert "Hvad kostede turen?" in found.internal


def test_a_new_comment_makes_the_report_be_read_again(report: Any, reader: User) -> None:
    settle()
    kept = comment(report, reader)
    assert StaleDocument.objects.filter(model="focusareas.reportpage", object_id=report.pk).exists()
    settle()
    kept.delete()
    assert StaleDocument.objects.filter(model="focusareas.reportpage", object_id=report.pk).exists()
