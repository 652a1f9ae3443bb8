"""Documents nobody wrote and a place of their own for them, to measure the search by."""

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from search.documents import Document, Text
from search.facets import Facet, FacetValue
from search.models import FacetLabel, SearchDocument, SearchTerm
from search.words import glossary_groups, words

SEED = 2026
SCHEMA = "search_benchmark"
VOCABULARY = 40_000
WORDS_DRAWN = 2_000_000
DAYS = 9_000
FACETS = {
    Facet.KIND: 9,
    Facet.THEME: 24,
    Facet.FOCUS_AREA: 11,
    Facet.NETWORK: 40,
    Facet.PLACE: 120,
    Facet.OFFICE: 30,
}
ENGLISH = (
    "city council report meeting project people housing office social policy support plan partner funding visit service "
    "youth health employment network member exchange knowledge experience practice result group work family education "
    "municipality region country goal activity strategy evaluation conference delegation host agreement application"
)
ENDINGS = ("", "", "en", "er", "erne", "et", "s", "ens")
ENGLISH_ENDINGS = ("", "", "s", "ing", "ed", "er")


class Corpus:
    """Documents of Danish and English words, as frequent as words are in any text (Zipf), always the same ones.

    Args:
        size: how many documents there are.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._random = random.Random(SEED)  # noqa: S311  no secret is made of it
        vocabulary = self._vocabulary()
        cumulative = list(accumulate(1 / (rank + 2.7) for rank in range(len(vocabulary))))
        self._words = self._random.choices(vocabulary, cum_weights=cumulative, k=WORDS_DRAWN)
        self._facets = {
            facet: [self._value(facet, f"{facet.parameter}-{number}") for number in range(count)]
            for facet, count in FACETS.items()
        }

    def _value(self, facet: Facet, value: str) -> FacetValue:
        return FacetValue(facet, value, {"da": f"{value} på dansk", "en": value})

    def _vocabulary(self) -> list[str]:
        """Return words from common to rare: stop words, words with their endings, compounds that nobody listed."""
        draw = self._random
        danish = sorted(word for word in words("danish") if word.isalpha())
        english = sorted(
            {
                *ENGLISH.split(),
                *(word for group in glossary_groups() for word in group if word.isascii() and word.isalpha()),
            }
        )
        common = sorted(words("stop"))[:60]
        draw.shuffle(common)
        found = dict.fromkeys(common)
        while len(found) < VOCABULARY:
            chance = draw.random()
            if chance < 0.4:
                word = draw.choice(english) + draw.choice(ENGLISH_ENDINGS)
            elif chance < 0.75:
                word = draw.choice(danish) + draw.choice(ENDINGS)
            else:
                word = draw.choice(danish) + draw.choice(("", "s")) + draw.choice(danish) + draw.choice(ENDINGS)
            if word in found and chance < 0.75:
                # What is common is soon used up; names take over.
                word = "".join(draw.choice("bdfgklmnprstv") + draw.choice("aeioyæøå") for _syllable in range(4))
            found[word] = None
        return list(found)

    def documents(self) -> Iterator[Document]:
        """Yield the documents, each in Danish and every fourth in English as well."""
        return map(self.document, range(1, self.size + 1))

    def document(self, pk: int, extra: str = "") -> Document:
        """Return a document; `extra` is put at the end of its text."""
        draw = random.Random(pk)  # noqa: S311
        texts = {"da": self._text(draw, "da", pk, extra)}
        if pk % 4 == 0:
            texts["en"] = self._text(draw, "en", pk, "")
        on = date(2000, 1, 1) + timedelta(draw.randrange(DAYS))
        facets = [values[int(len(values) * draw.random() ** 2)] for values in self._facets.values()]
        facets += [self._value(Facet.YEAR, str(on.year)), *(self._value(Facet.LANGUAGE, code) for code in texts)]
        return Document("search.benchmark", pk, texts, facets, on=on, is_current=pk % 10 > 0)

    def _text(self, draw: random.Random, language: str, pk: int, extra: str) -> Text:
        length = min(1_500, int(draw.lognormvariate(4.9, 0.6)))
        start = draw.randrange(WORDS_DRAWN - 2_000)
        drawn = self._words[start : start + length + 6]
        title = " ".join(drawn[:6]).capitalize()
        return Text(title, f"/{language}/{pk}/", " ".join([*drawn[6:], extra]), is_open=pk % 3 == 0)


@contextmanager
def scratch() -> Iterator[BaseDatabaseWrapper]:
    """Let the search work in tables of its own, which are gone afterwards, so that the portal's are not touched.

    On PostgreSQL it is a schema in a transaction that is rolled back; on SQLite another file.
    """
    if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
        with _scratch_schema() as connection:
            yield connection
    else:
        with _scratch_file() as connection:
            yield connection


@contextmanager
def _scratch_schema() -> Iterator[BaseDatabaseWrapper]:
    connection = connections[DEFAULT_DB_ALIAS]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            portal = connection.ops.quote_name(cursor.fetchone()[0])
            cursor.execute(f"CREATE SCHEMA {SCHEMA}")
            for model in (SearchDocument, FacetLabel, SearchTerm):
                table = model._meta.db_table
                cursor.execute(f"CREATE TABLE {SCHEMA}.{table} (LIKE {portal}.{table} INCLUDING ALL)")
            # LIKE takes everything along but this.
            cursor.execute(f"ALTER TABLE {SCHEMA}.{SearchDocument._meta.db_table} SET (toast_tuple_target = 256)")
            cursor.execute(f"SET LOCAL search_path = {SCHEMA}")
        yield connection
        transaction.set_rollback(True)


@contextmanager
def _scratch_file() -> Iterator[BaseDatabaseWrapper]:
    portal = connections[DEFAULT_DB_ALIAS]
    with tempfile.TemporaryDirectory(prefix="udsyn-search-") as folder:
        settings = {**portal.settings_dict, "NAME": str(Path(folder) / "search.sqlite3")}
        connection = type(portal)(settings, DEFAULT_DB_ALIAS)
        connections[DEFAULT_DB_ALIAS] = connection
        try:
            executor = MigrationExecutor(connection)
            executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] == "search"])
            yield connection
        finally:
            connection.close()
            connections[DEFAULT_DB_ALIAS] = portal
