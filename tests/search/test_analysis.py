"""The words of texts: one spelling, stems, positions and the parts of compounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import DEFAULT_SPLITTER, CompoundSplitter, analyse, fold, index_terms, query_terms, tokenise
from search.folding import HYPHEN
from search.stemming import danish_stem
from tests.search.texts import any_text


@pytest.mark.parametrize(
    "spellings",
    [
        ("hjemløse", "hjemlose", "hjemloese", "HJEMLØSE", "hjemlöse"),
        ("Malmø", "Malmö", "Malmo", "Malmoe"),
        ("Århus", "Aarhus", "Arhus", "A\u030arhus"),
        ("Euro-Cities", "Eurocities", "euro\u2011cities"),
        ("Campbell", "Cambell"),
        ("Community", "Comunity"),
        ("børn", "boern", "bo\u00adern"),
        ("komité", "komite", "komitée"[:6]),
        ("Göteborg", "Gøteborg", "Goteborg"),
        ("rådgivning", "raadgivning", "radgivning"),
        ("værested", "vaerested", "varested"),
        ("Łódź", "Lodz"),
    ],
)
def test_spellings_that_are_one(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("børn", "born"), ("mål", "male"), ("måde", "made"), ("råd", "rad"), ("does", "dos"), ("bør", "bor")],
)
def test_short_words_stay_apart(one: str, other: str) -> None:
    assert set(query_terms(one)).isdisjoint(query_terms(other))


@pytest.mark.parametrize(("typed", "meant"), [("born", "børn"), ("rad", "råd"), ("mal", "målet"), ("boern", "børnene")])
def test_short_words_typed_without_nordic_letters_are_found(typed: str, meant: str) -> None:
    assert not set(query_terms(typed)).isdisjoint(index_terms(meant))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sommer", "sommeren"),
        ("mulighed", "mulighederne"),
        ("hjemløs", "hjemløshedens"),
        ("kommunerne", "kommune"),
        ("networks", "network"),
        ("meeting", "meetings"),
        ("projekterne", "projekt"),
    ],
)
def test_inflections_meet(one: str, other: str) -> None:
    assert not set(query_terms(one)).isdisjoint(index_terms(other))


@pytest.mark.parametrize(("word", "stop_word"), [("demens", "dem"), ("sommer", "som"), ("themes", "them")])
def test_a_stem_is_no_stop_word(word: str, stop_word: str) -> None:
    assert not set(query_terms(word)) & set(index_terms(stop_word))


def test_nouns_in_hed_meet_their_adjective() -> None:
    assert danish_stem("ensomhederne") == danish_stem("ensom")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("bostøtteordninger", ("bostøtte", "ordninger")),
        ("Bostotteordninger", ("bostotte", "ordninger")),
        ("misbrugsbehandling", ("misbrug", "behandling")),
        ("projektudvikling", ("projekt", "udvikling")),
        ("børnefattigdom", ("børn", "fattigdom")),
        ("ketaminbehandling", ("ketamin", "behandling")),
        ("netværksmøderne", ("netværk", "møderne")),
        ("misbrugsbehandlingstilbud", ("misbrug", "behandling", "tilbud")),
        ("målgruppe", ("mål", "gruppe")),
        ("herbergscentret", ("herberg", "centret")),
    ],
)
def test_compounds(word: str, parts: tuple[str, ...]) -> None:
    assert DEFAULT_SPLITTER.split(word) == parts


@pytest.mark.parametrize(
    "word",
    [
        "samarbejde",
        "forhandling",
        "forklaring",
        "begivenheder",
        "indflydelse",
        "international",
        "medlemskab",
        "hjemløshed",
        "vurdering",
        "management",
        "understanding",
        "homelessness",
        "programme",
        "development",
        "eurocities",
        "x" * 30,
    ],
)
def test_what_is_no_compound(word: str) -> None:
    assert DEFAULT_SPLITTER.split(word) == ()


def test_a_vocabulary_teaches_new_compounds() -> None:
    assert DEFAULT_SPLITTER.split("cykelkøkken") == ()
    assert CompoundSplitter(["køkken"]).split("cykelkøkkenet") == ("cykel", "køkkenet")


def test_neighbouring_parts_are_found_together() -> None:
    parts = analyse("misbrugsbehandlingstilbud").parts
    for word in ("misbrug", "tilbud", "misbrugsbehandling", "behandlingstilbud"):
        assert not set(query_terms(word)).isdisjoint(parts)


def test_positions_count_every_word() -> None:
    analysed = analyse("Møde i Euro-Cities om børn", splitter=None)
    assert analysed.plain == ("moede", "i", "euro", "cities", "om", "boern")
    assert analysed.joined == (("eurocities", 3, 4),)
    assert {"eurocities", "born"} <= set(analysed.forms)
    assert analysed.parts == ()


def test_tokens_say_where_they_stand() -> None:
    text = "EU’s fil_navn, Misbrugs-behandling 2007-2009"
    tokens = list(tokenise(text, DEFAULT_SPLITTER))
    assert [(text[token.start : token.end], token.position) for token in tokens] == [
        ("EU", 1),
        ("fil", 2),
        ("navn", 3),
        ("Misbrugs-behandling", 4),
        ("Misbrugs", 4),
        ("behandling", 5),
        ("2007", 6),
        ("2009", 7),
    ]
    assert tokens[3].is_joined
    assert tokens[3].parts == ("misbrug", "behandling")


@given(any_text)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(any_text)
def test_offsets_are_those_of_the_text(text: str) -> None:
    last = 0
    for token in tokenise(text, DEFAULT_SPLITTER):
        assert 0 <= token.start < token.end <= len(text)
        word = text[token.start : token.end].replace("_", " ").lower()
        assert (HYPHEN.sub("", word) if token.is_joined else word) == token.word
        assert token.position in {last, last + 1}
        last = token.position


@given(any_text)
def test_analysing_is_deterministic(text: str) -> None:
    first = analyse(text)
    index_terms.cache_clear()
    query_terms.cache_clear()
    assert first == analyse(text)
    assert len(first.forms) == len(set(first.forms))
    assert len(first.parts) == len(set(first.parts))
    assert all(1 <= begin < end <= len(first.plain) for _term, begin, end in first.joined)


@given(any_text)
def test_a_word_of_a_text_is_found_by_itself(text: str) -> None:
    analysed = analyse(text)
    terms = {*analysed.plain, *analysed.forms}
    for token in tokenise(text):
        forms = query_terms(token.word)
        assert not forms or not terms.isdisjoint(forms)


@given(any_text, any_text)
def test_texts_in_a_row_keep_their_terms(one: str, other: str) -> None:
    both = analyse(f"{one} {other}")
    assert both.plain == analyse(one).plain + analyse(other).plain


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøåé", max_size=60))
def test_splitting_keeps_the_letters(word: str) -> None:
    parts = DEFAULT_SPLITTER.split(word)
    assert not parts or word.endswith(parts[-1])
    assert sum(map(len, parts)) <= len(word)
    place = 0
    for part in parts:
        place = word.index(part, place) + len(part)


def test_absurd_lengths_are_cut() -> None:
    analysed = analyse("x" * 100_000 + " " + "ab-" * 50_000)
    assert max(map(len, analysed.plain + analysed.forms)) <= 200
