"""The index on the database the tests run on; what is expected holds on both alike."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.documents import Document, Text
from search.engines import engine
from search.engines.base import RANKED_HITS, Request, Results
from search.facets import Facet, FacetValue
from search.glossary import default_glossary
from search.models import FacetLabel, SearchDocument, SearchTerm
from search.query import parse
from search.spelling import suggest
from search.terms import rebuild_terms, words_beginning

Audience = SearchDocument.Audience
STAFF, EVERYBODY = Audience.STAFF, Audience.EVERYBODY

pytestmark = pytest.mark.django_db


def value(facet: Facet, choice: str, order: int = 0) -> FacetValue:
    return FacetValue(facet, choice, {"da": f"{choice} på dansk", "en": choice}, order)


def facets(kind: str, year: str = "", theme: str = "") -> list[FacetValue]:
    found = [value(Facet.KIND, kind)]
    found += [value(Facet.YEAR, year)] if year else []
    return found + ([value(Facet.THEME, theme)] if theme else [])


def document(pk: int, title: str = "", body: str = "", *, is_open: bool = True, **options: Any) -> Document:
    texts = options.pop("texts", {"da": Text(title, f"/{pk}/", body, is_open)})
    return Document("search.thing", pk, texts, **{"facets": facets("page"), **options})


DOCUMENTS = [
    document(
        1,
        facets=[*facets("page", "2008", "homes"), value(Facet.LANGUAGE, "da"), value(Facet.LANGUAGE, "en")],
        texts={
            "da": Text(
                "Hjemløse i København", "/1/", "Bostøtteordninger i netværket Euro-Cities, også for unge.", True
            ),
            "en": Text("Homeless people", "/en/1/", "The working group on homelessness met in London."),
        },
        on=date(2008, 4, 1),
        internal="Ring til Mogens",
    ),
    document(2, "Stofmisbrug", "Misbrugsbehandling for hjemløse.", facets=facets("page", "2009"), on=date(2009, 4, 1)),
    document(
        3,
        "Konference om stofmisbrug",
        "Behandling i London, Malmö og Århus.",
        facets=facets("report", "2009", "drugs"),
        names=["Center for Gamle Navne"],
    ),
    document(4, "Stofmisbrug", "Som det var.", facets=facets("entry", "2007"), is_current=False, edition=2007),
    document(5, "Lukket", "Stofmisbrug bag lås.", is_open=False, facets=facets("report", "2010", "secret")),
    document(6, "Eurocities", 'Netværk af byer. Eurocities netværksmøde; O\'Brien\\s "citat" 100% :* & | !'),
    document(7, "Et projekt", "Projektudvikling og projekter, projektet.", facets=facets("activity", "2009", "drugs")),
    document(8, "Unges veje", "Projekt for børn og unge.", facets=facets("activity", "2010", "homes")),
]


@pytest.fixture(autouse=True)
def _nothing_else(db: None) -> None:
    """Take the pages out that every portal has."""
    SearchDocument.objects.all().delete()


@pytest.fixture
def _indexed(_nothing_else: None) -> None:
    engine().index(DOCUMENTS)


def search(text: str = "", audience: Audience = STAFF, **options: Any) -> Results:
    return engine().search(Request(parse(text, glossary=default_glossary()), audience, **options))


def keys(results: Results) -> list[int]:
    return [hit.object_id for hit in results.hits]


def counted(results: Results, facet: Facet) -> dict[str, int]:
    return {count.value: count.hits for count in results.counts[facet]}


@pytest.mark.usefixtures("_indexed")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hjemløs ", [1, 2]),
        ("hjemlose", [1, 2]),
        ("homeless ", [1, 2]),
        ("bostøtte ", [1]),
        ("behandling ", [3, 2]),
        ("stofmisbrug ", [2, 3, 4, 5]),
        ("projekt ", [7, 8]),
        ("projektudvik", [7]),
        ("euro-cities ", [6, 1]),
        ("eurocities ", [6, 1]),
        ("malmø ", [3]),
        ("aarhus ", [3]),
        ("london ", [1, 3]),
        ("london -konference", [1]),
        ("mogens ", [1]),
        ("gamle navne", [3]),
        ("arbejdsgruppe", [1]),
        ('"behandling"', [3]),
        ('"working group"', [1]),
        ('"group working"', []),
        ('"i netværket eurocities"', [1]),
        ('"eurocities også for"', [1]),
        ('"eurocities netværksmøde"', [6]),
        ("-stofmisbrug", [1, 6, 7, 8]),
        ("unge -børn", [1]),
        ("ingenting", []),
    ],
)
def test_same_hits_in_the_same_order_on_both_databases(text: str, expected: list[int]) -> None:
    results = search(text)
    assert keys(results) == expected
    assert results.total == len(expected)


@pytest.mark.usefixtures("_indexed")
@pytest.mark.parametrize("few", [0, 40])
def test_scores_are_the_same_on_both_databases(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.sqlite_places.FEW", few)
    texts = ("hjemløs ", "stofmisbrug ", "projekt", '"working group" london', "eurocities -byer")
    assert [[hit.score for hit in search(text).hits] for text in texts] == [
        [0.6763, 0.0607],
        [1.3678, 0.7599, 0.6839, 0.1519],
        [1.8496, 0.2188],
        [0.7012],
        [0.4303],
    ]


@pytest.mark.parametrize("few", [0, 40])
def test_words_that_begin_alike_count_alike(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.sqlite_places.FEW", few)
    engine().index([document(pk, body=f"begynd{letter}q") for pk, letter in enumerate("bfgkv", 1)])
    results = search("begynd")
    assert results.total == 5
    assert len({hit.score for hit in results.hits}) == 1


@pytest.mark.usefixtures("_indexed")
def test_by_date_the_newest_comes_first_and_what_has_no_date_last() -> None:
    assert keys(search("london ", by_date=True)) == [1, 3]
    assert keys(search("stofmisbrug ", by_date=True))[0] == 2


@pytest.mark.usefixtures("_indexed")
def test_a_hit_shows_what_was_indexed() -> None:
    hit = next(hit for hit in search("stofmisbrug ").hits if hit.object_id == 4)
    assert (hit.model, hit.kind, hit.on, hit.edition, hit.is_current) == ("search.thing", "entry", None, 2007, False)
    assert hit.texts == {"da": {"title": "Stofmisbrug", "url": "/4/", "body": "Som det var."}}
    assert search("hjemløs ").hits[0].on == date(2008, 4, 1)


@pytest.mark.usefixtures("_indexed")
def test_everybody_finds_what_is_open_by_what_is_open() -> None:
    assert keys(search("stofmisbrug ", EVERYBODY)) == [2, 3, 4]
    assert search("working group", EVERYBODY).total == 0
    assert search("mogens", EVERYBODY).total == 0
    hit = search("hjemløs ", EVERYBODY).hits[0]
    assert list(hit.texts) == ["da"]
    assert keys(search("gamle navne", EVERYBODY)) == [3]


@pytest.mark.usefixtures("_indexed")
def test_everybody_counts_open_languages_and_learns_no_closed_choice() -> None:
    results = search("", EVERYBODY, facets=[Facet.LANGUAGE, Facet.THEME], filters={Facet.THEME: ["secret"]})
    assert results.total == 0
    assert "secret" not in counted(results, Facet.THEME)
    assert counted(search("hjemløs ", EVERYBODY, facets=[Facet.LANGUAGE]), Facet.LANGUAGE) == {"da": 1}
    assert counted(search("hjemløs ", STAFF, facets=[Facet.LANGUAGE]), Facet.LANGUAGE) == {"da": 1, "en": 1}


@pytest.mark.usefixtures("_indexed")
def test_each_facet_is_counted_as_if_its_own_filter_were_not_set() -> None:
    wanted = [Facet.KIND, Facet.YEAR, Facet.THEME]
    results = search("stofmisbrug ", facets=wanted, filters={Facet.YEAR: ["2009"], Facet.KIND: ["report", "page"]})
    assert keys(results) == [2, 3]
    assert counted(results, Facet.YEAR) == {"2009": 2, "2010": 1}
    assert counted(results, Facet.KIND) == {"page": 1, "report": 1}
    assert counted(results, Facet.THEME) == {"drugs": 1}


@pytest.mark.usefixtures("_indexed")
def test_a_choice_that_is_set_is_counted_even_without_hits() -> None:
    results = search("mogens ", facets=[Facet.YEAR], filters={Facet.YEAR: ["2007"]})
    assert results.total == 0
    assert counted(results, Facet.YEAR) == {"2007": 0, "2008": 1}
    label = next(count for count in results.counts[Facet.YEAR] if count.value == "2007")
    assert label.labels == {"da": "2007 på dansk", "en": "2007"}


@pytest.mark.usefixtures("_indexed")
@pytest.mark.parametrize("choice", ["nothing", "", "x" * 200, "\0", "\ud800", "'", "%s"])
def test_a_choice_that_does_not_exist_finds_nothing(choice: str) -> None:
    assert search("", filters={Facet.KIND: [choice]}).total == 0
    assert search("stofmisbrug", filters={Facet.KIND: [choice, "page"]}).total == 1


@pytest.mark.usefixtures("_indexed")
def test_filters_alone_list_what_passes_them_newest_first() -> None:
    results = search("", filters={Facet.YEAR: ["2008", "2009"]}, facets=[Facet.KIND])
    assert keys(results) == [2, 1, 3, 7]
    assert counted(results, Facet.KIND) == {"page": 2, "report": 1, "activity": 1}
    assert keys(search("-hjemløse", filters={Facet.YEAR: ["2008", "2009"]})) == [3, 7]


@pytest.mark.usefixtures("_indexed")
def test_pages_follow_one_another() -> None:
    found = [keys(search("stofmisbrug ", page=page, per_page=2)) for page in (1, 2, 3)]
    assert found == [[2, 3], [4, 5], []]


def test_beyond_what_is_ranked_pages_go_by_date(db: None) -> None:
    first = date(1990, 1, 1)
    many = [
        document(pk, "Møde", "Om netværk " * (pk % 3 + 1), on=first + timedelta(pk))
        for pk in range(1, RANKED_HITS + 41)
    ]
    engine().index([*many, document(9_000, "Netværk", on=first)])
    results = search("netværk ")
    assert results.is_ranked_in_part
    assert keys(results)[0] == 9_000
    assert results.total == RANKED_HITS + 41
    pages = [keys(search("netværk ", page=page, per_page=100)) for page in range(1, 12)]
    everything = [pk for page in pages for pk in page]
    assert len(everything) == len(set(everything)) == results.total
    assert everything[-40:] == list(range(40, 0, -1))


def test_unchanged_documents_are_left_alone_and_changed_ones_take_three_statements(db: None) -> None:
    assert engine().index(DOCUMENTS) == 15
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert engine().index(DOCUMENTS) == 0
    assert len(queries) == 1
    again = document(2, "Noget andet", is_open=False, facets=facets("page", "2009"))
    with CaptureQueriesContext(connection) as queries:
        assert engine().index([again]) == 2
    assert len(queries) <= 3
    assert keys(search("noget andet")) == [2]
    assert 2 not in keys(search("stofmisbrug "))
    assert search("noget andet", EVERYBODY).total == 0


@pytest.mark.usefixtures("_indexed")
def test_an_answer_takes_one_round_trip_on_postgresql() -> None:
    with CaptureQueriesContext(connection) as queries:
        search("stofmisbrug ", facets=list(Facet), filters={Facet.YEAR: ["2009"]})
    assert len(queries) <= (1 if connection.vendor == "postgresql" else 7)


@pytest.mark.usefixtures("_indexed")
def test_what_a_choice_is_called_may_change_alone() -> None:
    number = FacetLabel.objects.get(facet=Facet.KIND, value="activity").pk
    changed = FacetValue(Facet.KIND, "activity", {"da": "Ny", "en": "New"}, 5)
    assert engine().index([document(7, "Et projekt", "Projektudvikling og projekter, projektet.", facets=[changed])])
    label = FacetLabel.objects.get(facet=Facet.KIND, value="activity")
    assert (label.pk, label.labels, label.order) == (number, {"da": "Ny", "en": "New"}, 5)


@pytest.mark.usefixtures("_indexed")
def test_what_is_deleted_is_not_found_any_more() -> None:
    engine().delete([("search.thing", 2), ("search.thing", 99)])
    assert keys(search("stofmisbrug ")) == [3, 4, 5]
    SearchDocument.objects.all().delete()
    assert search("stofmisbrug ").total == 0
    assert search("").total == 0


def test_odd_texts_can_be_indexed(db: None) -> None:
    odd = document(1, "Nul\0tegn \ud800 og 'citat' \\", "ord " * 20_000 + "fjernt sted " + "x" * 5_000)
    many = document(2, "Mange ord", " ".join(f"w{number}q{number * 7}" + "x" * 40 for number in range(20_000)))
    engine().index([odd, many, document(3, "", "")])
    assert keys(search("citat ")) == [1]
    assert keys(search("fjernt ")) == [1]
    assert keys(search('"sted"')) == []
    assert keys(search("w5q35" + "x" * 40 + " ")) == [2]
    assert search("", facets=[Facet.KIND]).total == 3


@pytest.mark.usefixtures("_indexed")
def test_words_are_counted_for_each_audience() -> None:
    rebuild_terms()
    assert engine().vocabulary(STAFF)["stofmisbrug"] == 4
    assert engine().vocabulary()["stofmisbrug"] == 3
    assert "lås" not in engine().vocabulary(EVERYBODY)
    assert "mogens" not in engine().vocabulary(STAFF)
    assert words_beginning("stofm", EVERYBODY) == ["stofmisbrug"]
    # Only longer words have it in them.
    assert suggest(["bosøtte"], engine().vocabulary()) == "bostøtte"
    assert words_beginning("hjemlo", STAFF) == ["hjemløse"]
    assert words_beginning("homel", EVERYBODY) == []
    before = SearchTerm.objects.count()
    assert rebuild_terms() == before


@pytest.mark.usefixtures("_indexed")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(
        st.text(max_size=60),
        st.text(alphabet="ab æø\"-*:&|!()'\\%^{}\0\ud800NEAROT", max_size=40),
        st.lists(st.sampled_from(["hjemløs", '"', "-", "working group", "NOT", "AND", "euro-cities", "*"])).map(
            " ".join
        ),
    ),
    values=st.lists(st.text(max_size=90), max_size=3),
    page=st.integers(-3, 10**30),
)
def test_no_query_is_an_error(text: str, values: Sequence[str], page: int) -> None:
    for audience in Audience:
        results = search(text, audience, facets=list(Facet), filters={Facet.KIND: values}, page=page)
        assert results.total >= len(results.hits)
        search(text, audience)


@pytest.mark.usefixtures("_indexed")
@pytest.mark.parametrize("text", ["a" * 5_000, "ø" * 5_000, '"' + "ø" * 5_000 + '"', "-" + "å" * 3_000, "x " * 3_000])
def test_absurd_lengths_are_no_error(text: str) -> None:
    search(text)
