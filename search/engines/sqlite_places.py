"""Where terms stand in documents, for scoring them in SQLite."""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.backends.utils import CursorWrapper

from search.engines.scoring import added
from search.engines.vectors import COLUMNS, JOINED, WINDOW

# ruff: noqa: S608  # what is put into the SQL are the tables' names and our own numbers; words are parameters

# So few documents are read; of more the index tells it without them.
FEW = 40
_BESIDE = tuple(column for column in COLUMNS if column.endswith("beside"))
_IS_PLACE = f"(p.offset %% {WINDOW} = {JOINED} OR p.col NOT IN {_BESIDE})"

# A place's term and the weight there, as one number.
_CODE_BITS = 2
_CODE = f"<< {_CODE_BITS} | unicode(p.col) - {ord('a')}"

# The places of the terms in each document, a character for each: one term after another, as PostgreSQL adds them up.
Found = dict[int, str]


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
        self._are_all = are_all
        self._texts = self._read() if len(pks) <= FEW and not are_all else None

    def exact(self, terms: Sequence[str]) -> Found:
        """Return where the terms stand, each under its number."""
        if self._texts is not None:
            return _found(self._in_texts(terms))
        sql = f"""SELECT p.doc, k.key {_CODE} FROM json_each(%s) k
        CROSS JOIN search_places_{self._audience} p ON p.term = k.value WHERE {_IS_PLACE}"""
        return _found(self._rows(sql, json.dumps(terms)))

    def beginning(self, prefixes: Collection[str]) -> Found:
        """Return the same for all terms that begin like this."""
        if not prefixes:
            return {}
        if self._texts is not None:
            words = {word for columns in self._texts.values() for text in columns for word in text.split()}
            known = sorted(words, key=str.encode)
            return _found(self._in_texts([word for prefix in prefixes for word in known if word.startswith(prefix)]))
        sql = f"""SELECT p.doc, 0 {_CODE}, p.term FROM search_places_{self._audience} p
        WHERE p.term >= %s AND p.term < %s AND {_IS_PLACE}"""
        rows = [row for prefix in prefixes for row in self._rows(sql, prefix, prefix + chr(0x10FFFF))]
        numbers: dict[str, int] = {}
        return _found((pk, numbers.setdefault(term, len(numbers)) << _CODE_BITS | code) for pk, code, term in rows)

    @cached_property
    def _json(self) -> str:
        return json.dumps(list(self._pks))

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

    def _in_texts(self, terms: Collection[str]) -> Iterable[tuple[int, int]]:
        numbers = {term: number for number, term in enumerate(dict.fromkeys(terms))}
        if not numbers:
            return []
        found = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, numbers))})(?!\S)").findall
        places = [
            (pk, numbers[term] << _CODE_BITS | ord(name[0]) - ord("a"))
            for pk, columns in (self._texts or {}).items()
            for name, text in zip(COLUMNS, columns, strict=True)
            for term in found(text)
        ]
        # The places of a term in a document stay in their order.
        return sorted(places, key=lambda place: place[1] >> _CODE_BITS)


def _found(places: Iterable[tuple[int, int]]) -> Found:
    found: Found = {}
    for pk, code in places:
        found[pk] = found.get(pk, "") + chr(code)
    return found


def counted(found: str, terms: range | None = None) -> float:
    """Return what terms count in a document in which they were found so: those with these numbers, or all."""
    total = 0.0
    for term, codes in groupby(map(ord, found), key=lambda code: code >> _CODE_BITS):
        if terms is None or term in terms:
            total = added(total, "".join(["ABCD"[code & (1 << _CODE_BITS) - 1] for code in codes]))
    return total
