"""The words of the texts as they are written: offered while somebody types, and as another spelling afterwards."""

import json
from collections import Counter
from collections.abc import Iterable

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from search.analysis import DEFAULT_SPLITTER, LONGEST_WORD, is_stop_word, words_in
from search.engines.entries import Audience
from search.engines.writing import words_since
from search.folding import loose, written_out
from search.models import SearchDocument, SearchTerm

SHORTEST = 3
LONGEST_PLAIN = 96
CHUNK = 500
TABLE = SearchTerm._meta.db_table

# ruff: noqa: S608  # nothing but the table's name is put into the SQL

_WRITE = {
    "postgresql": f"""INSERT INTO {TABLE} (audience, word, plain, documents)
    SELECT %s, row->>0, row->>1, (row->>2)::int FROM json_array_elements(%s::json) AS row""",
    "sqlite": f"""INSERT INTO {TABLE} (audience, word, plain, documents)
    SELECT %s, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
    FROM json_each(%s)""",
}


def rebuild_terms() -> int:
    """Count the words of all texts anew, in a few statements whatever their number; return how many words there are."""
    counts: dict[int, Counter[str]] = {audience.value: Counter() for audience in Audience}
    rows = SearchDocument.objects.values_list("audience", "texts").order_by()
    for audience, texts in rows.iterator(CHUNK):
        counts[audience].update(words_of(text for kept in texts.values() for text in (kept["title"], kept["body"])))
    connection = connections[DEFAULT_DB_ALIAS]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")
        for audience, words in counts.items():
            found = [[word, plain(word), number] for word, number in words.items()]
            cursor.execute(_WRITE[connection.vendor], [audience, json.dumps(found)])
    words_since.cache_clear()
    return sum(map(len, counts.values()))


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the words of the texts that are worth offering, in lower case, and those that compounds are made of."""
    chunks = {chunk for text in texts for chunk in text.split()}
    words = {word for chunk in chunks for word in words_in(chunk)}
    words.update([part for word in words for part in DEFAULT_SPLITTER.split(word)])
    return {
        word for word in words if SHORTEST <= len(word) <= LONGEST_WORD and word.isalpha() and not is_stop_word(word)
    }


def plain(word: str) -> str:
    """Return a word or its beginning as it may be typed on any keyboard."""
    return loose(written_out(word))[:LONGEST_PLAIN]


def words_beginning(typed: str, audience: SearchDocument.Audience, limit: int = 8) -> list[str]:
    """Return the words that begin as typed, those in most documents first.

    Args:
        typed: the beginning, with or without Nordic letters and accents.
        audience: the readers; words of texts closed to them are not offered.
        limit: how many at most.
    """
    beginning = plain(typed)
    if not beginning:
        return []
    terms = SearchTerm.objects.filter(audience=audience)
    if connections[DEFAULT_DB_ALIAS].vendor == "sqlite":
        # Its LIKE would read every word.
        terms = terms.filter(plain__gte=beginning, plain__lt=beginning + chr(0x10FFFF))
    else:
        terms = terms.filter(plain__startswith=beginning)
    return list(terms.order_by("-documents", "word").values_list("word", flat=True)[:limit])
