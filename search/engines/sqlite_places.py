"""Where terms stand in documents, for scoring them in SQLite."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.backends.utils import CursorWrapper

from search.engines.scoring import added
from search.engines.vectors import COLUMNS, JOINED, WINDOW

# ruff: noqa: S608  # what is put into the SQL are the tables' names and our own numbers; words are parameters

# So few documents are read; of more the index tells it without them.
FEW = 40
_TITLES = frozenset(["keys", "title", "title_beside"])
_BODIES = frozenset(["body", "body_beside"])
_BESIDE = frozenset(["title_beside", "body_beside"])
_IS_PLACE = f"(col NOT IN ('title_beside', 'body_beside') OR offset %% {WINDOW} IN {JOINED})"

# A term's document and column, and how often it is there.
_Counts = Counter[tuple[int, str]]


class Places:
    """Where terms stand in some documents.

    Args:
        cursor: of the portal's connection.
        audience: the ending of the tables' names.
        pks: the documents' numbers.
        are_all: whether these are all the documents that have any of the terms.
    """

    def __init__(self, cursor: CursorWrapper, audience: str, pks: Collection[int], *, are_all: bool) -> None:
        self._cursor = cursor
        self._audience = audience
        self._pks = pks
        self._json = json.dumps(list(pks))
        self._only = "" if are_all else " AND doc IN (SELECT value FROM json_each(%s))"
        self._texts = self._read() if len(pks) <= FEW else None

    def exact(self, terms: Iterable[str]) -> dict[int, float]:
        """Return for each document the sum of what the terms count there."""
        return _sums(self._read_counts(terms) if self._texts is not None else map(self._counts, terms))

    def beginning(self, prefixes: Iterable[str]) -> dict[int, float]:
        """Return the same for all terms that begin like this."""
        if self._texts is None:
            return _sums(counts for prefix in prefixes for counts in self._prefix_counts(prefix))
        known = sorted(
            {term for columns in self._texts.values() for words in columns.values() for term in words}, key=str.encode
        )
        return _sums(
            counts
            for prefix in prefixes
            for counts in self._read_counts(term for term in known if term.startswith(prefix))
        )

    def _rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        self._cursor.execute(sql, [*parameters, self._json] if "json_each" in sql else parameters)
        return self._cursor.fetchall()

    def _counts(self, term: str) -> _Counts:
        sql = f"SELECT doc, col FROM search_places_{self._audience} WHERE term = %s AND {_IS_PLACE}{self._only}"
        return Counter(self._rows(sql, term))

    def _prefix_counts(self, prefix: str) -> Iterator[_Counts]:
        sql = f"""SELECT term, doc, col FROM search_places_{self._audience}
        WHERE term >= %s AND term < %s AND {_IS_PLACE}{self._only}"""
        by_term: dict[str, _Counts] = {}
        for term, doc, column in self._rows(sql, prefix, prefix + chr(0x10FFFF)):
            by_term.setdefault(term, Counter())[doc, column] += 1
        yield from by_term.values()

    def _read(self) -> dict[int, dict[str, list[str]]]:
        sql = f"""SELECT t.rowid, {", ".join(f"t.{column}" for column in COLUMNS)}
        FROM json_each(%s) k CROSS JOIN search_terms_{self._audience} t ON t.rowid = k.value"""
        texts: dict[int, dict[str, list[str]]] = {}
        for pk, *columns in self._rows(sql):
            words = dict(zip(COLUMNS, map(str.split, columns), strict=True))
            for name in _BESIDE:
                words[name] = [word for start in JOINED for word in words[name][start::WINDOW]]
            texts[pk] = words
        return texts

    def _read_counts(self, terms: Iterable[str]) -> Iterator[_Counts]:
        for term in terms:
            counts: _Counts = Counter()
            for pk, columns in (self._texts or {}).items():
                for name, words in columns.items():
                    if number := words.count(term):
                        counts[pk, name] = number
            yield counts


def _sums(counts_by_term: Iterable[_Counts]) -> dict[int, float]:
    """Return what the terms count in each document; the order of the terms is that in which PostgreSQL adds them up."""
    totals: dict[int, float] = {}
    for counts in counts_by_term:
        titles: dict[int, int] = {}
        bodies: dict[int, int] = {}
        forms: dict[int, str] = {}
        for (pk, column), number in counts.items():
            if column in _TITLES:
                titles[pk] = titles.get(pk, 0) + number
            elif column in _BODIES:
                bodies[pk] = bodies.get(pk, 0) + number
            else:
                forms[pk] = "B" if column == "title_forms" else "D"
        for pk in titles.keys() | bodies.keys() | forms.keys():
            totals[pk] = added(totals.get(pk, 0.0), titles.get(pk, 0), bodies.get(pk, 0), forms.get(pk, ""))
    return totals
