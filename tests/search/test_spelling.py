"""Did you mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.spelling import suggest
from tests.search.texts import any_text

VOCABULARY = {
    "hjemløse": 40,
    "hjemløshed": 20,
    "homelessness": 12,
    "behandling": 30,
    "forhandling": 2,
    "eurocities": 15,
    "netværk": 50,
    "malmø": 4,
    "møde": 60,
    "mødet": 80,
    "storby": 7,
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["hjemlse"], "hjemløse"),
        (["hjmeløshed"], "hjemløshed"),
        (["homlessness"], "homelessness"),
        (["behnadling"], "behandling"),
        (["netværk", "storbo"], "netværk storby"),
        (["eurocites", "MØDE"], "eurocities møde"),
        (["malm"], "malmø"),
    ],
)
def test_a_word_is_replaced_by_the_nearest(typed: list[str], meant: str) -> None:
    assert suggest(typed, VOCABULARY) == meant


@pytest.mark.parametrize(
    "typed",
    [
        [],
        ["hjemløse"],
        ["hjemlose"],
        ["hjemloese"],
        ["malmö"],
        ["xyzzy"],
        ["mod"],
        ["2007"],
        ["hvordan"],
        ["q" * 5000],
        ["\ud800\0"],
    ],
)
def test_what_is_known_or_like_nothing_stays(typed: list[str]) -> None:
    assert suggest(typed, VOCABULARY) is None


@given(st.lists(any_text, max_size=12), st.dictionaries(any_text, st.integers(1, 9), max_size=20))
def test_never_fails(typed: list[str], vocabulary: dict[str, int]) -> None:
    suggest(typed, vocabulary)
