"""Words side by side mean the same on both databases, hyphened ones among them."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from search.analysis import analyse, query_terms
from search.documents import Document, Text
from search.engines import engine
from search.engines.base import Request
from search.engines.vectors import windows
from search.models import SearchDocument
from search.query import Group, Query

pytestmark = pytest.mark.django_db

PIECES = ("bolig", "dom", "kant")
# So many hyphened words written in one may be in what is looked up at once.
MOST_JOINED = 2
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("-".join)


def stands_in(phrase: Sequence[str], text: str) -> bool:
    """Say whether the words stand side by side, where a hyphened one is its parts and, at the first and the last, joined."""
    places = [{word} for word in text.replace("-", " ").split()]
    for term, first, last in analyse(text).joined:
        places[first - 1].add(term)
        places[last - 1].add(term)
    return all(
        any(
            all(word in places[start + offset] for offset, word in enumerate(few))
            for start in range(len(places) - len(few) + 1)
        )
        for few in windows(phrase)
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    text=st.lists(WORDS, min_size=2, max_size=12).map(" ".join),
    phrases=st.lists(st.lists(WORDS, min_size=2, max_size=7), min_size=1, max_size=8),
)
def test_words_side_by_side(text: str, phrases: list[list[str]]) -> None:
    engine().index([Document("search.phrase", 1, {"da": Text("", "/1/", text)})])
    for written in [*phrases, text.split()[1:4]]:
        phrase = tuple(query_terms(word.replace("-", ""))[0] for word in written)
        assume(all(sum(word not in PIECES for word in few) <= MOST_JOINED for few in windows(phrase)))
        if len(phrase) > 1:
            group = Group(" ".join(phrase), phrases=frozenset([phrase]), is_quoted=True)
            found = engine().search(Request(Query(groups=(group,)), SearchDocument.Audience.STAFF))
            assert bool(found.total) == stands_in(phrase, text), (phrase, text)
