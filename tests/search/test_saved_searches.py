"""Searches that readers save: keeping them, the list, the feed, and whose they are."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from portal.models import User
from search import saving
from search.documents import Document, Text
from search.engines import engine
from search.facets import Facet, FacetValue
from search.models import KnownHit, SavedSearch
from tests.addresses import address
from tests.conftest import Trees
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
REPORT = FacetValue(Facet.KIND, "report", {"da": "Rapport", "en": "Report"})


def publish(pk: int, title: str, english: str = "", **more: Any) -> None:
    """Put a report into the index."""
    texts = {"da": Text(title, f"/rapporter/{pk}/", f"{title} læst igen.")}
    if english:
        texts["en"] = Text(english, f"/en/reports/{pk}/")
    engine().index([Document("x.report", pk, texts, [REPORT], **more)])


def saved(owner: User, text: str = "hjemløs", **facts: Any) -> SavedSearch:
    """Save a search."""
    search = SavedSearch(owner=owner, **{"name": text, "parameters": {"q": [text]}, "language": "da"} | facts)
    saving.keep(search)
    return search


def entries(client: Client, search: SavedSearch, language: str = "da") -> list[ElementTree.Element]:
    response = client.get(address("search_feed", search.feed_token, language=language))
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content).findall("atom:entry", ATOM)  # noqa: S314  # our own


def titles(client: Client, search: SavedSearch, language: str = "da") -> list[str | None]:
    return [entry.findtext("atom:title", namespaces=ATOM) for entry in entries(client, search, language)]


def test_a_search_is_saved_from_its_page_and_run_again(reader_client: Client, reader: User, trees: Trees) -> None:
    publish(1, "Hjemløse i Berlin")
    results = reader_client.get(address("search"), {"q": "hjemløs", "kind": "report", "page": "1"})
    form_address = f"{address('save_search')}?q=hjeml%C3%B8s&kind=report"
    assert f'href="{form_address.replace("&", "&amp;")}"' in results.content.decode()

    form = reader_client.get(form_address).context["form"]
    assert form["name"].value() == "hjemløs, Rapport"
    answer = reader_client.post(form_address, {"name": "Hjemløshed", "frequency": "daily"}, follow=True)

    search = SavedSearch.objects.get()
    assert (search.owner, search.parameters) == (reader, {"q": ["hjemløs"], "kind": ["report"]})
    assert [(hit.object_id, hit.is_told) for hit in search.known_hits.all()] == [(1, True)]
    html = answer.content.decode()
    assert "Søgningen ”Hjemløshed” er gemt." in html
    assert 'href="/search/?q=hjeml%C3%B8s&amp;kind=report"' in html
    again = reader_client.get(f"{address('save_search')}?kind=report&q=hjeml%C3%B8s&page=2")
    assert again["Location"] == address("saved_search", str(search.pk))


def test_what_cannot_be_saved_says_so_and_keeps_what_was_typed(
    reader_client: Client, reader: User, trees: Trees, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pk in (1, 2):
        publish(pk, "Hjemløse")
    monkeypatch.setattr(saving, "MOST_HITS", 1)
    User.objects.filter(pk=reader.pk).update(email="")
    path = f"{address('save_search', language='en')}?q=hjemløs"
    form = reader_client.post(path, {"name": "Mine", "frequency": "daily"}).context["form"]
    assert "no e-mail address" in form.errors["frequency"][0]
    form = reader_client.post(path, {"name": "Mine", "frequency": "never"}).context["form"]
    assert "more than" in form.non_field_errors()[0]
    assert form["name"].value() == "Mine"
    assert not SavedSearch.objects.exists()
    assert not KnownHit.objects.exists()


def test_a_search_is_renamed_and_deleted_by_its_owner_only(reader_client: Client, reader: User, trees: Trees) -> None:
    own, other = saved(reader), saved(UserFactory.create())
    for name in ("saved_search", "delete_saved_search", "renew_search_feed"):
        assert reader_client.post(address(name, str(other.pk)), {"name": "x", "frequency": "never"}).status_code == 404
    reader_client.post(address("saved_search", str(own.pk)), {"name": "Omdøbt", "frequency": "never"})
    own.refresh_from_db()
    assert (own.name, own.frequency, own.mail_due_at) == ("Omdøbt", "never", None)
    assert "Omdøbt" in reader_client.get(address("delete_saved_search", str(own.pk))).content.decode()
    reader_client.post(address("delete_saved_search", str(own.pk)))
    assert list(SavedSearch.objects.all()) == [other]


def test_mail_that_begins_again_tells_of_what_comes_from_then_on(reader: User, trees: Trees) -> None:
    search = saved(reader, frequency="never")
    publish(1, "Hjemløse")
    saving.change(search, "weekly")
    publish(2, "Hjemløse igen")
    assert saving.new_hits(search) == [("x.report", 2)]


def test_the_feed_is_read_without_signing_in_in_either_language(client: Client, reader: User, trees: Trees) -> None:
    publish(1, "Hjemløse & venner")
    search = saved(reader)
    publish(2, "Hjemløse i Malmø", "Homeless people in Malmö")
    assert titles(client, search) == ["Hjemløse i Malmø", "Hjemløse & venner"]
    assert titles(client, search, "en") == ["Homeless people in Malmö", "Hjemløse & venner"]
    [danish, _first], [english, _second] = entries(client, search), entries(client, search, "en")
    known = [entry.findtext("atom:id", namespaces=ATOM) for entry in (danish, english)]
    assert known[0] == known[1]
    link = english.find("atom:link", ATOM)
    assert link is not None
    assert link.get("href") == "http://testserver/en/reports/2/"

    engine().delete([("x.report", 1)])
    assert titles(client, search) == ["Hjemløse i Malmø"]


def test_the_feed_ends_with_its_address_and_with_its_owner(
    client: Client, reader: User, reader_client: Client, trees: Trees
) -> None:
    search = saved(reader)
    old = search.feed_token
    reader_client.post(address("renew_search_feed", str(search.pk)))
    search.refresh_from_db()
    visitor = Client()
    assert visitor.get(address("search_feed", old)).status_code == 404
    assert visitor.get(address("search_feed", search.feed_key)).status_code == 404
    assert titles(visitor, search) == []
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert visitor.get(address("search_feed", search.feed_token)).status_code == 404
