"""The five documents, and where they differ."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from networks.models import DocumentDifference, SourceDocument
from portal.models import User
from tests.addresses import address
from tests.networks.factories import (
    DocumentDifferenceFactory,
    DocumentStatementFactory,
    SourceDocumentFactory,
    SourceReferenceFactory,
)

pytestmark = pytest.mark.usefixtures("trees")


def test_documents_show_kind_and_dating_marked(reader_client: Client, language: str) -> None:
    SourceDocumentFactory(number="000")
    SourceDocumentFactory(number="004", kind=SourceDocument.Kind.STRATEGY, dating_is_stated=True, sections="Forord")
    html = reader_client.get(address("sources", language=language)).content.decode()
    assert 'id="document-004"' in html
    assert html.count("mark--earlier") == 1
    assert html.count("mark--current") == 1
    assert "Forord" in html


def test_differences_are_grouped_by_kind(reader_client: Client, language: str) -> None:
    statement = DocumentStatementFactory(difference__kind=DocumentDifference.Kind.DATE)
    DocumentDifferenceFactory(kind=DocumentDifference.Kind.NAME)
    DocumentDifferenceFactory(kind=DocumentDifference.Kind.NAME)
    response = reader_client.get(address("sources", language=language))
    assert [len(rows) for _kind, rows in response.context["groups"]] == [1, 2]
    html = response.content.decode()
    assert (statement.text_da if language == "da" else statement.text_en) in html
    assert ("Det ene navn" in html) == (language == "da")


def test_the_kinds_to_choose_are_in_order(reader_client: Client, language: str) -> None:
    form = reader_client.get(address("sources", language=language)).context["form"]
    kinds = [label for value, label in form.fields["kind"].choices if value]
    assert kinds == sorted(kinds, key=str.casefold)
    assert all(kind[0].isupper() for kind in kinds)
    assert len(kinds) == len(DocumentDifference.Kind)


def test_differences_are_filtered(reader_client: Client) -> None:
    date = DocumentDifferenceFactory(kind=DocumentDifference.Kind.DATE, subject_da="Ændret dato")
    DocumentStatementFactory(difference=date, reference="002 (3)", text_da="maj 2007")
    name = DocumentDifferenceFactory(kind=DocumentDifference.Kind.NAME)
    DocumentStatementFactory(difference=name, reference="000 §4")
    SourceDocumentFactory(number="002")
    for chosen in ({"kind": "date"}, {"document": "002"}, {"q": "ændret"}, {"q": "maj"}, {"q": date.code}):
        assert list(reader_client.get(address("sources"), chosen).context["page_obj"]) == [date]
    for wrong in ({"kind": "x"}, {"document": "999"}, {"page": "x"}):
        assert len(reader_client.get(address("sources"), wrong).context["page_obj"]) == 2
    assert "empty-state" in reader_client.get(address("sources"), {"q": "findes ikke"}).content.decode()


def test_sources_keep_their_budget(reader_client: Client, language: str, django_assert_max_num_queries: Any) -> None:
    SourceDocumentFactory()
    counts = []
    for number in (5, 45):
        for _number in range(number):
            DocumentStatementFactory()
        reader_client.get(address("sources", language=language))
        with django_assert_max_num_queries(20) as queries:
            reader_client.get(address("sources", language=language))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("compact", [True, False])
def test_the_documents_are_links_for_staff_only(reader: User, rf: RequestFactory, compact: bool) -> None:
    for user, is_link in ((reader, True), (AnonymousUser(), False)):
        request = rf.get("/en/")
        request.user = user
        context = {"sources": [SourceReferenceFactory()], "compact": compact, "request": request}
        html = render_to_string("components/sources.html", context)
        assert "000" in html
        assert (reverse("sources") in html) == is_link
