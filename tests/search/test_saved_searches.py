"""Searches that readers save: keeping them, the list, the feed, and whose they are."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from portal.models import User
from search import saving
from search.digests import send_due
from search.documents import Document, Text
from search.engines import engine
from search.engines.base import Results
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


def test_the_same_search_is_not_saved_twice_however_it_is_written(
    reader_client: Client, reader: User, trees: Trees
) -> None:
    search = saved(reader, parameters={"q": ["Hjemløs  i Malmø"], "theme": ["a", "b"]})
    for same in (
        "q=hjeml%C3%B8s+i+malm%C3%B8+&theme=b&theme=a",
        "theme=a&sort=date&page=3&theme=b&q=HJEML%C3%98S+I+MALM%C3%98",
    ):
        again = reader_client.post(f"{address('save_search')}?{same}", {"name": "x", "frequency": "never"})
        assert again["Location"] == address("saved_search", str(search.pk))
    for other in (
        "q=hjeml%C3%B8s+i+malm%C3%B8&theme=b",
        "theme=a&theme=b",
        "q=hjeml%C3%B8s+i+malm%C3%B8&office=a&theme=b",
    ):
        assert reader_client.get(f"{address('save_search')}?{other}").status_code == 200


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
    assert "more than 1 hits" in form.non_field_errors()[0]
    assert form["name"].value() == "Mine"
    wordless = f"{address('save_search', language='en')}?q=%2B%2B"
    form = reader_client.post(wordless, {"name": "Mine", "frequency": "never"}).context["form"]
    assert "no word in it" in form.non_field_errors()[0]
    assert not SavedSearch.objects.exists()
    assert not KnownHit.objects.exists()


def test_a_search_that_finds_too_much_names_the_limit_as_people_write_it(
    reader_client: Client, trees: Trees, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_results", lambda search: Results([], saving.MOST_HITS + 1, {}))
    path = f"{address('save_search')}?q=hjemløs"
    form = reader_client.post(path, {"name": "Mine", "frequency": "never"}).context["form"]
    assert "mere end 5.000 resultater" in form.non_field_errors()[0]


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


def test_all_that_a_search_has_found_is_shown_to_its_owner(
    reader_client: Client, reader: User, trees: Trees, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pk in range(1, 31):
        publish(pk, f"Hjemløse {pk}")
    search = saved(reader)
    KnownHit.objects.update(found_at=timezone.now() - timedelta(days=3))
    publish(40, "Hjemløse nu")
    engine().delete([("x.report", 7)])
    page, last = (
        reader_client.get(address("saved_search_hits", str(search.pk)), {"page": number}) for number in (1, 2)
    )
    days = [(day, [hit.url for hit in hits]) for day, hits in page.context["days"]]
    assert [(timezone.localdate() - day).days for day, _urls in days] == [0, 3]
    assert days[0][1] == ["/rapporter/40/"]
    shown = {url for _day, urls in days for url in urls} | {
        hit.url for _day, hits in last.context["days"] for hit in hits
    }
    assert shown == {f"/rapporter/{pk}/" for pk in (*range(1, 31), 40) if pk != 7}
    assert not KnownHit.objects.get(object_id=40).is_told
    other = saved(UserFactory.create())
    assert reader_client.get(address("saved_search_hits", str(other.pk))).status_code == 404


@pytest.mark.parametrize(
    "parameters", [{"q": ["hjemløs"], "continent": ["europa"]}, {"continent": ["europa"]}, {"q": ["++"]}]
)
def test_a_search_that_makes_no_sense_any_more_finds_nothing_and_says_so(
    parameters: dict[str, list[str]], reader_client: Client, reader: User, trees: Trees
) -> None:
    search = saved(reader)
    SavedSearch.objects.update(parameters=parameters)
    search.refresh_from_db()
    publish(1, "Hjemløse")
    publish(2, "Hjemløse i Malmø")
    saved(reader, "Malmø")
    publish(3, "Malmø og hjemløse")
    assert titles(reader_client, search) == []
    for path in ("saved_searches", "saved_search_hits", "search_feed"):
        arguments = {"saved_searches": (), "saved_search_hits": (str(search.pk),), "search_feed": (search.feed_token,)}
        answer = reader_client.get(address(path, *arguments[path])).content.decode()
        assert "Søgningen finder " in answer
    mail.outbox.clear()
    send_due()
    [letter] = mail.outbox
    assert letter.subject == "1 nyt resultat: Malmø"
    assert "Søgningen finder " in letter.body


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
