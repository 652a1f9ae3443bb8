"""The index in SQLite: a full-text table for each kind of reader, and the counting and ranking in Python."""

# ruff: noqa: S608  # what is put into the SQL are the tables' names and our own numbers; words are parameters

import json
from array import array
from collections import Counter
from collections.abc import Collection, Mapping
from heapq import nsmallest
from typing import Any

from django.db.backends.utils import CursorWrapper

from search.analysis import ANALYSER_VERSION
from search.engines.base import RANKED_HITS, Count, Hit, Request, Results
from search.engines.entries import VALUE_MASK, Audience, Entry, Key, as_date, facet_number, is_value
from search.engines.scoring import CURRENT, IS_PART, PHRASE, PHRASE_IN_TITLE, PRECISION, Plan, Wanted, points, wanted
from search.engines.sqlite_match import TITLE_WRITTEN, WRITTEN, any_of, group_match, match, phrase_match
from search.engines.sqlite_places import Places, counted
from search.engines.vectors import COLUMNS
from search.engines.writing import DOCUMENTS, LABELS, TableEngine, facet_numbers, in_order, kept_json
from search.facets import VALUE_BITS, Facet, FacetValue

NAMES = {Audience.STAFF: "staff", Audience.EVERYBODY: "everybody"}
# A hit's place among those by date: how old it is, then its number, then its standing.
ID_BITS = 38
ID_MASK = (1 << ID_BITS) - 1
OLDEST = 1 << 22
STANDING_BITS = 2
STANDING_MASK = (1 << STANDING_BITS) - 1
_PLACE = f"(e.age << {ID_BITS} | e.id) << {STANDING_BITS} | e.standing"

_KNOWN = f"""
SELECT d.model, d.object_id, d.audience, d.checksum, NULL, NULL, NULL, NULL
FROM json_each(%(keys)s) k
CROSS JOIN {DOCUMENTS} d ON d.model = json_extract(k.value, '$[0]') AND d.object_id = json_extract(k.value, '$[1]')
UNION ALL
SELECT NULL, NULL, NULL, l.labels, l.value, l.facet, l.id, l."order"
FROM json_each(%(values)s) k
CROSS JOIN {LABELS} l ON l.facet = json_extract(k.value, '$[0]') AND l.value = json_extract(k.value, '$[1]')
"""
_WRITE_LABELS = f"""
INSERT INTO {LABELS} (facet, value, labels, "order")
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]')
FROM json_each(%s) WHERE true
ON CONFLICT (facet, value) DO UPDATE SET labels = EXCLUDED.labels, "order" = EXCLUDED."order"
RETURNING facet, value, id
"""
_ROW = (
    "model", "object_id", "audience", "texts", "kind", '"on"', "edition", "is_current", "checksum", "analyser_version",
    "age", "standing", "facets", *COLUMNS,
)  # fmt: skip
_WRITE = f"INSERT INTO search_index ({', '.join(_ROW)}) VALUES "
_VALUES = f"({', '.join(['%s'] * len(_ROW))})"
_CLOSE = f"""
DELETE FROM {DOCUMENTS} WHERE audience = {Audience.EVERYBODY.value} AND (model, object_id) IN
(SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(%s))
"""


class SqliteEngine(TableEngine):
    """The index in full-text tables with the documents' row numbers, and dates and facets in a narrow table."""

    known_statement = _KNOWN

    def known_parameters(self, keys: Collection[Key], values: Collection[tuple[int, str]]) -> dict[str, Any]:
        """Return the keys and the choices as lists of pairs."""
        return {"keys": json.dumps(list(keys)), "values": json.dumps(list(values))}

    def write_labels(self, cursor: CursorWrapper, values: Collection[FacetValue]) -> dict[tuple[int, str], int]:
        """Write choices that are new or called otherwise, and return the number of each in the index."""
        rows = [[value.facet, value.value, kept_json(dict(value.labels)), value.order] for value in values]
        cursor.execute(_WRITE_LABELS, [json.dumps(rows)])
        return {(facet, value): facet_number(facet, pk) for facet, value, pk in cursor.fetchall()}

    def write(
        self,
        cursor: CursorWrapper,
        changed: Collection[Entry],
        gone: Collection[Key],
        numbers: Mapping[tuple[int, str], int],
    ) -> None:
        """Take the rows for everybody of what is gone out, and write rows; either in one statement."""
        if gone:
            cursor.execute(_CLOSE, [json.dumps(list(gone))])
        if changed:
            rows = [_row(entry, numbers) for entry in changed]
            cursor.execute(_WRITE + ", ".join([_VALUES] * len(rows)), [value for row in rows for value in row])

    def search(self, request: Request) -> Results:
        """Return what is found."""
        sought = wanted(request.query)
        if sought.is_impossible:
            return Results([], 0, {facet: [] for facet in request.facets})
        with self.connection.cursor() as cursor:
            return _Search(cursor, request, sought).results()


def _row(entry: Entry, numbers: Mapping[tuple[int, str], int]) -> tuple[Any, ...]:
    return (
        entry.model,
        entry.object_id,
        entry.audience.value,
        kept_json(entry.kept_texts),
        entry.kind,
        entry.on.isoformat() if entry.on else None,
        entry.edition,
        entry.is_current,
        entry.checksum,
        ANALYSER_VERSION,
        OLDEST - entry.on.toordinal() if entry.on else OLDEST,
        CURRENT * entry.is_current | IS_PART * entry.is_part,
        array("I", facet_numbers(entry, numbers)).tobytes(),
        *entry.vector().columns(),
    )


class _Search:
    """One search as it goes on."""

    def __init__(self, cursor: CursorWrapper, request: Request, sought: Wanted) -> None:
        self._cursor = cursor
        self._request = request
        self._sought = sought
        self._audience = NAMES[Audience(request.audience)]
        self._table = f"search_terms_{self._audience}"
        self._first = (max(1, request.page) - 1) * request.per_page
        self._last = self._first + request.per_page

    def results(self) -> Results:
        """Look everything up and put it together."""
        found = self._found()
        chosen = self._chosen()
        places, counts = _count(found, chosen)
        is_ranked = bool(self._sought.groups) and not self._request.by_date
        # Then the places of a term need not be compared with what was found.
        are_all = len(places) == len(found) and len(self._sought.groups) == 1 and not self._sought.excluded
        page = (
            self._ranked_page(places, are_all=are_all) if is_ranked else [(place, 0) for place in self._by_date(places)]
        )
        return Results(
            hits=self._hits(page),
            total=len(places),
            counts=self._labelled(counts, chosen) if self._request.facets else {},
            is_ranked_in_part=is_ranked and len(places) > RANKED_HITS,
        )

    def _rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        self._cursor.execute(sql, parameters)
        return self._cursor.fetchall()

    def _found(self) -> list[tuple[int, bytes]]:
        """Return the place and the facets of every document that the query finds."""
        sought = self._sought
        if sought.groups:
            sql = f"""SELECT {_PLACE}, e.facets FROM {self._table} t CROSS JOIN search_entry e ON e.id = t.rowid
            WHERE {self._table} MATCH %s"""
            return self._rows(sql, match(sought.groups, sought.excluded))
        sql = f"SELECT {_PLACE}, e.facets FROM search_entry e WHERE e.audience = %s"
        if not sought.excluded:
            return self._rows(sql, int(self._request.audience))
        sql += f" AND e.id NOT IN (SELECT rowid FROM {self._table} WHERE {self._table} MATCH %s)"
        return self._rows(sql, int(self._request.audience), any_of(map(group_match, sought.excluded)))

    def _chosen(self) -> dict[Facet, frozenset[int]]:
        """Return the numbers of the choices that are set; none where no document can have them."""
        filters = {facet: list(filter(is_value, values)) for facet, values in self._request.filters.items() if values}
        numbers: dict[Facet, set[int]] = {facet: set() for facet in filters}
        if filters:
            pairs = [(int(facet), value) for facet, values in filters.items() for value in values]
            sql = f"""SELECT l.facet, l.id FROM json_each(%s) k CROSS JOIN {LABELS} l
            ON l.facet = json_extract(k.value, '$[0]') AND l.value = json_extract(k.value, '$[1]')"""
            for facet, pk in self._rows(sql, json.dumps(pairs)):
                numbers[Facet(facet)].add(facet_number(facet, pk))
        return {facet: frozenset(found) for facet, found in numbers.items()}

    def _by_date(self, places: Collection[int]) -> list[int]:
        return nsmallest(self._last, places)[self._first :]

    def _ranked_page(self, places: list[int], *, are_all: bool) -> list[tuple[int, int]]:
        """Return places and scores of a page; beyond what is ranked it goes by date."""
        candidates: Collection[int] = places
        if len(places) > RANKED_HITS:
            titled = {row[0] for row in self._matching(match(self._sought.groups, in_title=True))}
            titles = nsmallest(RANKED_HITS, [place for place in places if place >> STANDING_BITS & ID_MASK in titled])
            candidates = {*nsmallest(RANKED_HITS, places), *titles}
            are_all = False
        scores = self._scores(candidates, are_all=are_all)
        ranked = nsmallest(self._last, [(-score, place) for place, score in scores.items()])
        page = [(place, -score) for score, place in ranked[self._first :]]
        if self._last > len(scores) and len(places) > len(scores):
            rest = sorted(set(places).difference(scores))
            page += [(place, 0) for place in rest[max(0, self._first - len(scores)) : self._last - len(scores)]]
        return page

    def _matching(self, query: str) -> list[tuple[Any, ...]]:
        return self._rows(f"SELECT rowid FROM {self._table} WHERE {self._table} MATCH %s", query)

    def _scores(self, candidates: Collection[int], *, are_all: bool) -> dict[int, int]:
        """Return the scores of the documents at these places."""
        plan = self._sought.plan
        numbers = [place >> STANDING_BITS & ID_MASK for place in candidates]
        places = Places(self._cursor, self._audience, numbers, are_all=are_all)
        exact, beginning = places.exact([*plan.terms, *plan.synonyms]), places.beginning(plan.prefixes)
        phrases, in_title = self._having_phrase(plan, WRITTEN), self._having_phrase(plan, TITLE_WRITTEN)
        scores: dict[int, int] = {}
        # Most documents have the words at places like another's.
        known: dict[tuple[str, str, float, int], int] = {}
        for place, pk in zip(candidates, numbers, strict=True):
            phrase = PHRASE_IN_TITLE * (pk in in_title) + PHRASE * (pk in phrases) if phrases else 0.0
            alike = (exact.get(pk, ""), beginning.get(pk, ""), phrase, place & STANDING_MASK)
            score = known.get(alike)
            if score is None:
                score = known[alike] = _points(plan, *alike)
            scores[place] = score
        return scores

    def _having_phrase(self, plan: Plan, columns: str) -> set[int]:
        if not plan.phrases:
            return set()
        return {row[0] for row in self._matching(f"{columns} : ({any_of(map(phrase_match, plan.phrases))})")}

    def _hits(self, page: list[tuple[int, int]]) -> list[Hit]:
        texts = "d.texts" if self._request.with_texts else "'{}'"
        sql = f"""SELECT d.id, d.model, d.object_id, d.kind, {texts}, d."on", d.edition
        FROM json_each(%s) k CROSS JOIN {DOCUMENTS} d ON d.id = k.value"""
        rows = {row[0]: row[1:] for row in self._rows(sql, json.dumps([number(place) for place, _score in page]))}
        hits = []
        for place, score in page:
            if row := rows.get(number(place)):
                model, object_id, kind, texts, on, edition = row
                day = as_date(str(on) if on else None)
                hits.append(
                    Hit(
                        model,
                        object_id,
                        kind,
                        json.loads(texts),
                        day,
                        edition,
                        bool(place & CURRENT),
                        score / PRECISION,
                    )
                )
        return hits

    def _labelled(self, counts: Counter[int], chosen: Mapping[Facet, frozenset[int]]) -> dict[Facet, list[Count]]:
        """Return the counts with what readers call the choices; those that are set even where they have no hits.

        Not for everybody: by asking for it they would learn what a choice is called that none of their documents has.
        """
        numbers = set(counts)
        if self._request.audience == Audience.STAFF:
            numbers.update(*chosen.values())
        found: dict[Facet, list[Count]] = {facet: [] for facet in self._request.facets}
        wanted_facets = set(found)
        pks = [number & VALUE_MASK for number in numbers if number >> VALUE_BITS in wanted_facets]
        sql = f"""SELECT l.facet, l.id, l.value, l."order", l.labels
        FROM json_each(%s) k CROSS JOIN {LABELS} l ON l.id = k.value"""
        rows = self._rows(sql, json.dumps(pks))
        # One reading of all is several times faster than one of each.
        for (facet, pk, value, order, _text), labels in zip(
            rows, json.loads(f"[{','.join([row[4] for row in rows])}]"), strict=True
        ):
            found[facet].append(Count(value, labels, order, counts[facet << VALUE_BITS | pk]))
        in_order(found)
        return found


def _points(plan: Plan, exact: str, beginning: str, phrase: float, standing: int) -> int:
    asked = len(plan.terms)
    return points(
        counted(exact, range(asked)),
        counted(exact, range(asked, asked + len(plan.synonyms))),
        counted(beginning),
        plan,
        phrase,
        standing,
    )


def _count(found: list[tuple[int, bytes]], chosen: Mapping[Facet, frozenset[int]]) -> tuple[list[int], Counter[int]]:
    """Return the places of what passes all filters, and how many hits each choice has if its own filter is not set."""
    if not chosen:
        return [place for place, _facets in found], Counter(_unpacked([facets for _place, facets in found]))
    places: list[int] = []
    passing: list[bytes] = []
    failing: dict[Facet, list[bytes]] = {facet: [] for facet in chosen}
    known: dict[bytes, list[Facet]] = {}
    for place, facets in found:
        failed = known.get(facets)
        if failed is None:
            numbers = _unpacked([facets])
            failed = known[facets] = [facet for facet, wanted in chosen.items() if wanted.isdisjoint(numbers)]
        if not failed:
            places.append(place)
            passing.append(facets)
        elif len(failed) == 1:
            failing[failed[0]].append(facets)
    counts = Counter(_unpacked(passing))
    for facet, others in failing.items():
        counts.update(number for number in _unpacked(others) if number >> VALUE_BITS == facet)
    return places, counts


def _unpacked(facets: list[bytes]) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(b"".join(facets))
    return numbers


def number(place: int) -> int:
    """Return the row number of the document at a place."""
    return place >> STANDING_BITS & ID_MASK
