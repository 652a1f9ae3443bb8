import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from search.documents import Document, Text
from search.engines import engine
from search.facets import Facet, FacetValue
from search.models import FacetLabel
from search.plain_text import with_names
from tests.addresses import address
from tests.conftest import Trees
from tests.search.fake import FakeEngine

pytestmark = pytest.mark.django_db

MOST_QUERIES = 18
KINDS = {
    "report": {"da": "Rapport", "en": "Report"},
    "person": {"da": "Person", "en": "Person"},
    "network": {"da": "Netværk", "en": "Network"},
    "entry": {"da": "Opslag", "en": "Entry"},
}
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def document(pk: int, title: str, *, kind: str = "report", body: str = "", **more: Any) -> Document:
    texts = more.pop("texts", None) or {"da": Text(title, f"/sider/{pk}/", body)}
    facets = [FacetValue(Facet.KIND, kind, KINDS[kind]), *more.pop("facets", [])]
    return Document(f"x.{kind}", pk, texts, facets, **more)


def place(slug: str, danish: str, english: str) -> FacetValue:
    return FacetValue(Facet.PLACE, slug, {"da": danish, "en": english})


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch, trees: Trees) -> FakeEngine:
    fake = FakeEngine()
    monkeypatch.setattr("search.engines.engine", lambda: fake)
    malmo = place("malmo", "Malmø", "Malmö")
    fake.index(
        [
            document(
                1,
                "Studietur til Malmø",
                facets=[malmo],
                on=date(2008, 4, 7),
                texts={
                    "da": Text("Studietur til Malmø", "/rapporter/malmo/", "Om hjemløse & <b>deres</b> boliger."),
                    "en": Text("Study tour to Malmö", "/en/reports/malmo/", "On hjemløse people.", is_open=True),
                },
            ),
            document(2, "Hjemløse i Berlin", facets=[place("berlin", "Berlin", "Berlin")], body="Natcaféen."),
            document(3, "FEANTSA hjemløse", kind="entry", edition=2007, is_current=False),
            document(4, "Kim Hjemløse", kind="person"),
        ]
    )
    return fake


def found(client: Client, language: str = "da", **parameters: Any) -> Any:
    response = client.get(address("search", language=language), parameters)
    assert response.status_code == 200
    return response


def as_json(client: Client, language: str = "da", **parameters: Any) -> Any:
    return found(client, language, format="json", **parameters).json()


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def links(response: Any) -> list[str]:
    return re.findall(r'href="([^"]*)"', response.content.decode().replace("&amp;", "&"))


def test_the_address_is_the_same_in_both_languages() -> None:
    assert address("search") == "/search/"
    assert address("search", language="en") == "/en/search/"


def test_before_anything_is_typed_it_says_what_can_be_searched(
    reader_client: Client, index: FakeEngine, language: str
) -> None:
    response = found(reader_client, language)
    assert index.asked == []
    assert "search-help" in response.content.decode()
    examples = [link for link in links(response) if "/search/?q=" in link]
    assert len(examples) >= 3


def test_hits_come_in_the_readers_language_marked(reader_client: Client, index: FakeEngine) -> None:
    danish, english = found(reader_client, q="hjemløse"), found(reader_client, "en", q="hjemløse")
    assert "Om <mark>hjemløse</mark> &amp; &lt;b&gt;deres&lt;/b&gt; boliger." in danish.content.decode()
    assert "Study tour to Malmö" in text_of(english)
    assert 'href="/en/reports/malmo/"' in english.content.decode()
    assert "4 hits" in text_of(english)
    assert "7. april 2008" in text_of(danish)
    assert "7 April 2008" in text_of(english)


def test_a_danish_text_is_marked_as_such_for_english_readers(reader_client: Client, index: FakeEngine) -> None:
    html = found(reader_client, "en", q="Natcaféen").content.decode()
    assert re.search(r'<h3 class="search-hit__title" lang="da">\s*<a href="/sider/2/">', html)
    assert "In Danish" in html
    assert (
        'lang="da"'
        not in found(reader_client, q="Natcaféen")
        .content.decode()
        .split('class="search-hit__title"')[1]
        .split("</li>")[0]
    )


def test_an_entry_of_an_earlier_edition_says_so(reader_client: Client, index: FakeEngine) -> None:
    assert "Edition 2007 - not current" in text_of(found(reader_client, "en", q="FEANTSA"))


def test_an_excerpt_joins_no_names_to_a_sentence(reader_client: Client, index: FakeEngine) -> None:
    names = with_names("Vi så natcaféen.", "Oslo\nHjemløseområdet\nMR-Misbrug")
    index.index([document(5, "Besøg", body=names)])
    assert as_json(reader_client, q="natcaféen besøg")["results"][0]["highlight"] == "Vi så <mark>natcaféen</mark>."
    assert as_json(reader_client, q="hjemløseområdet")["results"][0]["highlight"] == "<mark>Hjemløseområdet</mark>"
    index.index([document(6, "Kim Holm", body=with_names("", "Konsulent\nMR-voksne"))])
    assert as_json(reader_client, q="Holm")["results"][0]["highlight"] == "Konsulent · MR-voksne"


def test_a_period_stands_in_place_of_the_day_it_is_sorted_by(reader_client: Client, index: FakeEngine) -> None:
    text = Text("Oplæg", "/sider/5/", period="november 2007")
    index.index([document(5, "Oplæg", texts={"da": text}, on=date(2007, 11, 1))])
    html = text_of(found(reader_client, q="Oplæg"))
    assert "November 2007" in html
    assert "1. november 2007" not in html


def test_facets_are_counted_as_if_their_own_filter_were_not_set(reader_client: Client, index: FakeEngine) -> None:
    found_facets = as_json(reader_client, q="hjemløse", kind="report")["facets"]
    assert {each["value"]: each["count"] for each in found_facets["kind"]} == {"report": 2, "entry": 1, "person": 1}
    assert {each["value"]: each["count"] for each in found_facets["place"]} == {"malmo": 1, "berlin": 1}


def test_several_values_of_a_facet_can_be_chosen_and_each_taken_off(reader_client: Client, index: FakeEngine) -> None:
    response = found(reader_client, "en", q="hjemløse", kind=["report", "person"], sort="date")
    assert response.context["total"] == 3
    html = response.content.decode()
    assert len(re.findall(r"value=\"(?:report|person)\"\s+checked", html)) == 2
    assert "/en/search/?q=hjeml%C3%B8se&kind=person&sort=date" in links(response)
    assert "/en/search/?q=hjeml%C3%B8se&kind=report&sort=date" in links(response)
    assert "/en/search/?q=hjeml%C3%B8se&sort=date" in links(response)
    assert index.asked[-1].by_date


def test_a_chosen_value_without_hits_stays_where_it_can_be_taken_off(reader_client: Client, index: FakeEngine) -> None:
    FacetLabel.objects.create(facet=Facet.THEME, value="bolig", labels={"da": "Bolig", "en": "Housing"})
    response = found(reader_client, "en", q="hjemløse", theme=["bolig", "findes ikke"])
    assert "Theme: Housing" in text_of(response)
    assert "Theme: findes ikke" in text_of(response)
    assert re.search(r'value="bolig"\s+checked', response.content.decode())
    assert "Nothing fits this search." in text_of(response)


def test_filters_alone_list_what_passes_them(reader_client: Client, index: FakeEngine) -> None:
    assert as_json(reader_client, place="malmo")["count"] == 1


def test_visitors_find_only_what_is_open(client: Client, reader_client: Client, index: FakeEngine) -> None:
    nobody = Client()
    for language in ("da", "en"):
        answer = as_json(nobody, language, q="hjemløse")
        assert [each["url"] for each in answer["results"]] == ["/en/reports/malmo/"]
        assert answer["count"] == 1
        assert [each["count"] for each in answer["facets"]["kind"]] == [1]
        assert (
            "Malmø" not in text_of(found(nobody, language, q="hjemløse")).replace("Place Malmø", "") or language == "da"
        )
        suggested = nobody.get(address("search_suggestions", language=language), {"q": "study"})
        assert re.findall(r'data-url="([^"]+)"', suggested.content.decode()) == ["/en/reports/malmo/"]
    assert as_json(nobody, q="Natcaféen")["count"] == 0
    assert as_json(reader_client, q="Natcaféen")["count"] == 1


def test_the_json_is_exactly_as_promised(reader_client: Client, index: FakeEngine) -> None:
    answer = as_json(reader_client, q="FEANTSA")
    assert set(answer) == {"count", "did_you_mean", "facets", "results", "recommended"}
    assert answer["results"] == [
        {
            "title": "FEANTSA hjemløse",
            "url": "/sider/3/",
            "kind": "entry",
            "language": "da",
            "edition": 2007,
            "current": False,
            "highlight": "",
        }
    ]
    nothing: dict[str, object] = {"count": 0, "did_you_mean": None, "facets": {}, "results": [], "recommended": []}
    assert as_json(reader_client) == nothing


@pytest.fixture
def spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.views.suggest", lambda words, vocabulary: "natcaféen" if vocabulary else None)


@pytest.mark.usefixtures("spelling")
def test_a_better_spelling_is_offered_when_there_are_few_hits(reader_client: Client, index: FakeEngine) -> None:
    index.words = {"natcaféen": 1}
    response = found(reader_client, "en", q="natkafeen", kind="report")
    assert "/en/search/?q=natcaf%C3%A9en&kind=report" in links(response)
    assert as_json(reader_client, q="natkafeen")["did_you_mean"] == "natcaféen"
    assert as_json(reader_client, q="hjemløse")["did_you_mean"] is None


@pytest.mark.usefixtures("spelling")
def test_no_word_of_a_closed_text_is_offered(client: Client, index: FakeEngine) -> None:
    index.words = {"natcaféen": 1}
    assert as_json(client, q="natkafeen")["did_you_mean"] is None


def test_htmx_gets_the_part_it_puts_in(reader_client: Client, index: FakeEngine) -> None:
    whole = found(reader_client, q="hjemløse")
    part = reader_client.get(address("search"), {"q": "hjemløse"}, headers=HTMX)
    back = reader_client.get(
        address("search"), {"q": "hjemløse"}, headers=HTMX | {"HX-History-Restore-Request": "true"}
    )
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert 'id="search-count"' in part.content.decode()
    assert "<html" in back.content.decode()
    for response in (whole, part, back):
        assert "HX-Request" in response["Vary"]
    bare = reader_client.get(address("search"), {"q": "hjemløse"}, headers={"HX-Request": "true"})
    assert "<html" not in bare.content.decode()


@pytest.mark.parametrize(
    ("before", "header", "value"),
    [
        ("/search/", "HX-Push-Url", "/search/?q=hjem&kind=report"),
        ("/search/?q=hj&kind=report", "HX-Replace-Url", "/search/?q=hjem&kind=report"),
        ("/search/?q=hj", "HX-Push-Url", "/search/?q=hjem&kind=report"),
        ("/search/?q=bostøtte&kind=report", "HX-Push-Url", "/search/?q=hjem&kind=report"),
        ("/search/?q=hjem&kind=report", "HX-Push-Url", "false"),
    ],
)
def test_letters_typed_make_one_entry_in_the_history(
    reader_client: Client, index: FakeEngine, before: str, header: str, value: str
) -> None:
    headers = HTMX | {"HX-Current-URL": f"http://testserver{before}"}
    response = reader_client.get(address("search"), {"q": "hjem", "kind": "report", "sort": ""}, headers=headers)
    assert response[header] == value
    assert ("HX-Push-Url" in response) != ("HX-Replace-Url" in response)


def test_pages_of_results(reader_client: Client, index: FakeEngine) -> None:
    index.index([document(100 + number, f"Notat {number} om broer") for number in range(45)])
    second = found(reader_client, q="broer", page=2)
    assert second.context["hits"][0].plain_title == "Notat 20 om broer"
    assert "?q=broer&page=3" in links(second)
    beyond = found(reader_client, q="broer", page=99)
    assert len(beyond.context["hits"]) == 5
    assert beyond.context["page_obj"].number == 3


def test_it_says_when_only_the_newest_are_ranked(reader_client: Client, index: FakeEngine) -> None:
    index.is_ranked_in_part = True
    assert "newest 1,000" in text_of(found(reader_client, "en", q="hjemløse"))
    assert "newest 1,000" not in text_of(found(reader_client, "en", q="hjemløse", sort="date"))


def test_suggestions_are_pages_of_today(reader_client: Client, index: FakeEngine) -> None:
    goal = {"da": Text("Hjemløse får en bolig", "/sider/2/#goal-1")}
    index.index([document(5, "Mål", texts=goal), document(6, "Hjemløse 2008", kind="entry", edition=2008)])
    response = reader_client.get(address("search_suggestions", language="en"), {"q": "hjemløse"})
    assert re.findall(r'data-url="([^"]+)"', response.content.decode()) == [
        "/sider/2/",
        "/sider/4/",
    ]
    assert len(index.asked) == 1
    assert reader_client.get(address("search_suggestions"), {"q": "h"}).content.strip() == b""


def test_every_page_has_the_box(reader_client: Client, trees: Trees, language: str) -> None:
    html = reader_client.get(trees.home(language).get_url()).content.decode()
    assert f'action="{address("search", language=language)}"' in html
    assert f'data-suggestions="{address("search_suggestions", language=language)}"' in html


def test_nothing_inline(reader_client: Client, index: FakeEngine) -> None:
    html = found(reader_client, q="hjemløse").content.decode()
    assert "<style" not in html
    assert " style=" not in html
    assert "hx-on" not in html
    assert html.count("<script") == html.count("<script src=")


HOSTILE = [
    "%00",
    "%FF%FE",
    "%ED%A0%80",
    "'",
    "%22",
    "-",
    "*",
    "%22%22%22",
    "%3Cscript%3E",
    "(%27",
    "AND%20OR%20NOT",
    "%F0%9F%8F%A0",
    "a" * 20_000,
    "%20" * 500,
]


@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("parameter", ["q", "kind", "edition", "page", "sort", "format"])
def test_nothing_typed_is_an_error(reader_client: Client, index: FakeEngine, parameter: str, raw: str) -> None:
    for path in ("/search/", "/en/search/", "/search/suggest/"):
        for more in ("", "&q=hjem", "&format=json"):
            response = reader_client.get(path, QUERY_STRING=f"{parameter}={raw}{more}")
            assert response.status_code == 200, (path, more)
            assert "<script>" not in response.content.decode() or "json" in response["Content-Type"]


def test_more_parameters_than_django_reads_are_no_error(reader_client: Client, index: FakeEngine) -> None:
    many = urlencode([("kind", "x")] * 10_001)
    assert reader_client.get("/search/", QUERY_STRING=many).status_code == 200
    few = found(reader_client, q="hjemløse", kind=[str(number) for number in range(500)])
    assert few.status_code == 200


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parameters=st.lists(
        st.tuples(st.sampled_from(["q", "sort", "page", "format", *(facet.parameter for facet in Facet)]), st.text()),
        max_size=8,
    )
)
def test_no_parameters_are_an_error(reader_client: Client, index: FakeEngine, parameters: list[Any]) -> None:
    query = urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in parameters])
    for path in ("/search/", "/en/search/suggest/"):
        assert reader_client.get(path, QUERY_STRING=query).status_code == 200


def test_the_queries_do_not_grow(reader_client: Client, index: FakeEngine, language: str) -> None:
    def queries(**parameters: Any) -> int:
        with CaptureQueriesContext(connection) as captured:
            found(reader_client, language, **parameters)
        return len(captured)

    few = queries(q="hjemløse", kind="report", theme=["a", "b"])
    index.index([document(100 + number, f"Hjemløse {number}", kind="report") for number in range(50)])
    assert queries(q="hjemløse", kind="report", theme=["a", "b"]) <= few


def test_only_safe_methods(reader_client: Client, index: FakeEngine) -> None:
    assert reader_client.post("/search/", {"q": "x"}).status_code == 405


def test_with_the_engine_of_the_database(reader_client: Client, index: FakeEngine, monkeypatch: Any) -> None:
    documents = list(index.documents)
    monkeypatch.setattr("search.engines.engine", engine)
    engine().index(documents)

    def queries(**parameters: Any) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert found(reader_client, "en", **parameters).status_code == 200
        return len(captured)

    answer = as_json(reader_client, "en", q="hjemlos", kind=["report", "entry"])
    assert answer["count"] == 3
    assert {each["value"]: each["count"] for each in answer["facets"]["kind"]} == {"report": 2, "entry": 1, "person": 1}
    assert "<mark>hjemløse</mark>" in next(each["highlight"] for each in answer["results"] if "reports" in each["url"])
    assert [each["url"] for each in as_json(Client(), "da", q="hjemlos")["results"]] == ["/en/reports/malmo/"]
    suggested = Client().get(address("search_suggestions"), {"q": "study"})
    assert "/en/reports/malmo/" in suggested.content.decode()
    few = queries(q="hjemlos", kind="report"), queries(q="qwertyuiop", theme=["a", "b"])
    engine().index([document(100 + number, f"Hjemløse {number}") for number in range(50)])
    many = queries(q="hjemlos", kind="report"), queries(q="qwertyuiop", theme=["a", "b"])
    assert max(few) <= MOST_QUERIES
    assert many[0] <= few[0]
    assert many[1] <= few[1]
