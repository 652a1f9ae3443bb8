"""Where terms stand in documents, for scoring them in SQLite."""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Any

from django.db.backends.utils import CursorWrapper

from search.engines.scoring import added
from search.engines.vectors import COLUMNS, JOINED, WINDOW

# ruff: noqa: S608  # what is put into the SQL are the tables' names and our own numbers; words are parameters

# So few documents are read; of more the index tells it without them.
FEW = 40
_BESIDE = tuple(column for column in COLUMNS if column.endswith("beside"))
_IS_PLACE = f"(p.offset %% {WINDOW} = {JOINED} OR p.col NOT IN {_BESIDE})"

_LETTERS = {ord(letter.lower()): letter for letter in "ABCD"}

# For one term after another, as PostgreSQL adds them up: its documents, each once for every place, with the weight there.
_Places = Iterable[tuple[int, int, int]]


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
        self._json = json.dumps(list(pks))
        self._are_all = are_all
        self._texts = self._read() if len(pks) <= FEW and not are_all else None

    def exact(self, *groups: Sequence[str]) -> list[dict[int, float]]:
        """Return for each of the groups of terms what they count in each document, in one statement for all."""
        if self._texts is not None:
            return [_sums(self._in_texts(terms)) for terms in groups]
        terms = [term for group in groups for term in group]
        sql = f"""SELECT k.key, p.doc, unicode(p.col) FROM json_each(%s) k
        CROSS JOIN search_places_{self._audience} p ON p.term = k.value WHERE {_IS_PLACE}"""
        rows = self._rows(sql, json.dumps(terms))
        ends = list(accumulate(map(len, groups)))
        return [_sums(row for row in rows if start <= row[0] < end) for start, end in pairwise([0, *ends])]

    def beginning(self, prefixes: Collection[str]) -> dict[int, float]:
        """Return the same for all terms that begin like this."""
        if self._texts is not None and prefixes:
            words = {word for columns in self._texts.values() for text in columns for word in text.split()}
            known = sorted(words, key=str.encode)
            return _sums(self._in_texts([word for prefix in prefixes for word in known if word.startswith(prefix)]))
        sql = f"""SELECT p.term, p.doc, unicode(p.col) FROM search_places_{self._audience} p
        WHERE p.term >= %s AND p.term < %s AND {_IS_PLACE}"""
        return _sums(row for prefix in prefixes for row in self._rows(sql, prefix, prefix + chr(0x10FFFF)))

    def _rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        if self._are_all:
            self._cursor.execute(sql, parameters)
        else:
            self._cursor.execute(f"{sql} AND p.doc IN (SELECT value FROM json_each(%s))", [*parameters, self._json])
        return self._cursor.fetchall()

    def _read(self) -> dict[int, list[str]]:
        sql = f"""SELECT t.rowid, {", ".join(f"t.{column}" for column in COLUMNS)}
        FROM json_each(%s) k CROSS JOIN search_terms_{self._audience} t ON t.rowid = k.value"""
        self._cursor.execute(sql, [self._json])
        texts = {pk: list(columns) for pk, *columns in self._cursor.fetchall()}
        for columns in texts.values():
            for name in _BESIDE:
                words = columns[COLUMNS.index(name)].split()
                columns[COLUMNS.index(name)] = " ".join(words[JOINED::WINDOW])
        return texts

    def _in_texts(self, terms: Collection[str]) -> _Places:
        numbers = {term: number for number, term in enumerate(dict.fromkeys(terms))}
        if not numbers:
            return []
        found = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, numbers))})(?!\S)").findall
        places = [
            (numbers[term], pk, ord(name[0]))
            for pk, columns in (self._texts or {}).items()
            for name, text in zip(COLUMNS, columns, strict=True)
            for term in found(text)
        ]
        # The places of a term in a document stay in their order.
        return sorted(places, key=itemgetter(0))


def _sums(places: _Places) -> dict[int, float]:
    """Return what the terms count in each document."""
    totals: dict[int, float] = {}
    weights: dict[int, str] = {}
    last: object = None
    for term, pk, letter in places:
        if term != last:
            _add(totals, weights)
            weights = {}
            last = term
        weights[pk] = weights.get(pk, "") + _LETTERS[letter]
    _add(totals, weights)
    return totals


def _add(totals: dict[int, float], weights: dict[int, str]) -> None:
    for pk, letters in weights.items():
        totals[pk] = added(totals.get(pk, 0.0), letters)
