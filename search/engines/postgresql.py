"""The index in PostgreSQL: a tsvector made in Python, and one statement for a whole answer."""

# ruff: noqa: S608  # what is put into the SQL are the tables' names and our own numbers; words are parameters

import json
from collections.abc import Collection, Mapping
from typing import Any

from django.db.backends.utils import CursorWrapper

from search.analysis import ANALYSER_VERSION
from search.engines.base import RANKED_HITS, Count, Hit, Request, Results
from search.engines.entries import Audience, Entry, Key, as_date, facet_number
from search.engines.postgresql_statement import statement
from search.engines.scoring import PRECISION, wanted
from search.engines.writing import DOCUMENTS, LABELS, TableEngine, facet_numbers, in_order, kept_json
from search.facets import Facet, FacetValue

# The planner does not know that a row's terms have to be fetched from elsewhere, and reads the whole table too soon.
SETTINGS = "SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)"
RESET = "SELECT set_config('enable_seqscan', 'on', true)"

_KNOWN = f"""
SELECT d.model, d.object_id, d.audience, d.checksum, NULL, NULL, NULL, NULL
FROM unnest(%(models)s::text[], %(pks)s::bigint[]) AS k (model, object_id)
JOIN {DOCUMENTS} d USING (model, object_id)
UNION ALL
SELECT NULL, NULL, NULL, l.labels::text, l.value, l.facet, l.id, l."order"
FROM unnest(%(facets)s::int[], %(values)s::text[]) AS k (facet, value)
JOIN {LABELS} l USING (facet, value)
"""

# Only new choices take a number, of which there are 16 million in all.
_WRITE_LABELS = f"""
WITH wanted AS (
  SELECT * FROM unnest(%(facets)s::int[], %(values)s::text[], %(labels)s::text[], %(orders)s::int[])
    AS w (facet, value, labels, "order")
), changed AS (
  UPDATE {LABELS} l SET labels = w.labels::jsonb, "order" = w."order" FROM wanted w
  WHERE l.facet = w.facet AND l.value = w.value RETURNING l.facet, l.value, l.id
), added AS (
  INSERT INTO {LABELS} AS l (facet, value, labels, "order")
  SELECT facet, value, labels::jsonb, "order" FROM wanted
  WHERE NOT EXISTS (SELECT FROM {LABELS} k WHERE k.facet = wanted.facet AND k.value = wanted.value)
  ON CONFLICT (facet, value) DO UPDATE SET labels = EXCLUDED.labels RETURNING l.facet, l.value, l.id
)
SELECT * FROM changed UNION ALL SELECT * FROM added
"""

_COLUMNS = (
    ("model", "text", ""),
    ("object_id", "bigint", ""),
    ("audience", "int", ""),
    ("texts", "text", "::jsonb"),
    ("kind", "text", ""),
    ('"on"', "date", ""),
    ("edition", "int", ""),
    ("is_current", "bool", ""),
    ("checksum", "text", ""),
    ("vector", "text", "::tsvector"),
    ("facets", "text", "::int[]"),
)
_NAMES = [name for name, _kind, _cast in _COLUMNS]
_WRITE = f"""
WITH gone AS (
  DELETE FROM {DOCUMENTS} WHERE audience = {Audience.EVERYBODY.value}
  AND (model, object_id) IN (SELECT * FROM unnest(%(gone_models)s::text[], %(gone_pks)s::bigint[]))
)
INSERT INTO {DOCUMENTS} (analyser_version, {", ".join(_NAMES)})
SELECT %(version)s, {", ".join(f"{name}{cast}" for name, _kind, cast in _COLUMNS)}
FROM unnest({", ".join(f"%(c{number})s::{kind}[]" for number, (_name, kind, _cast) in enumerate(_COLUMNS))})
  AS r ({", ".join(_NAMES)})
ON CONFLICT (model, object_id, audience) DO UPDATE SET
  analyser_version = EXCLUDED.analyser_version, {", ".join(f"{name} = EXCLUDED.{name}" for name in _NAMES[3:])}
"""


class PostgresqlEngine(TableEngine):
    """The index in the columns `vector` and `facets` of the documents' table."""

    known_statement = _KNOWN

    def known_parameters(self, keys: Collection[Key], values: Collection[tuple[int, str]]) -> dict[str, Any]:
        """Return the keys and the choices as pairs of lists."""
        return {
            "models": [model for model, _pk in keys],
            "pks": [pk for _model, pk in keys],
            "facets": [facet for facet, _value in values],
            "values": [value for _facet, value in values],
        }

    def write_labels(self, cursor: CursorWrapper, values: Collection[FacetValue]) -> dict[tuple[int, str], int]:
        """Write choices that are new or called otherwise, and return the number of each in the index."""
        parameters: dict[str, Any] = {
            "facets": [int(value.facet) for value in values],
            "values": [value.value for value in values],
            "labels": [kept_json(dict(value.labels)) for value in values],
            "orders": [value.order for value in values],
        }
        cursor.execute(_WRITE_LABELS, parameters)
        return {(facet, value): facet_number(facet, pk) for facet, value, pk in cursor.fetchall()}

    def write(
        self,
        cursor: CursorWrapper,
        changed: Collection[Entry],
        gone: Collection[Key],
        numbers: Mapping[tuple[int, str], int],
    ) -> None:
        """Write rows, and take the rows for everybody of what is gone out, in one statement."""
        rows = [self._row(entry, numbers) for entry in changed]
        parameters: dict[str, Any] = {
            f"c{number}": [row[number] for row in rows] for number, _column in enumerate(_COLUMNS)
        }
        parameters |= {
            "version": ANALYSER_VERSION,
            "gone_models": [model for model, _pk in gone],
            "gone_pks": [pk for _model, pk in gone],
        }
        cursor.execute(_WRITE, parameters)

    def _row(self, entry: Entry, numbers: Mapping[tuple[int, str], int]) -> tuple[Any, ...]:
        return (
            entry.model,
            entry.object_id,
            entry.audience.value,
            kept_json(entry.kept_texts),
            entry.kind,
            entry.on,
            entry.edition,
            entry.is_current,
            entry.checksum,
            entry.vector().literal(),
            f"{{{','.join(map(str, facet_numbers(entry, numbers)))}}}",
        )

    def search(self, request: Request) -> Results:
        """Return what is found, in two statements sent together."""
        sought = wanted(request.query)
        if sought.is_impossible:
            return Results([], 0, {facet: [] for facet in request.facets})
        sql, parameters = statement(request, sought)
        connection = self.connection
        uses_index = not sought.is_empty
        if uses_index:
            # Outside a transaction the settings end with the last of the statements.
            sql = f"{SETTINGS};\n{sql}" + (f";\n{RESET}" if connection.in_atomic_block else "")
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            if uses_index:
                cursor.nextset()
            total, hits, counts = cursor.fetchone()
        return Results(
            hits=[_hit(*row) for row in json.loads(hits or "[]")],
            total=total,
            counts=_counts(request.facets, json.loads(counts or "[]")),
            is_ranked_in_part=bool(sought.groups) and total > RANKED_HITS and not request.by_date,
        )


def _hit(
    model: str,
    object_id: int,
    kind: str,
    texts: Mapping[str, Mapping[str, str]],
    on: str | None,
    edition: int | None,
    is_current: bool,
    score: int | None,
) -> Hit:
    return Hit(model, object_id, kind, texts, as_date(on), edition, is_current, (score or 0) / PRECISION)


def _counts(facets: Collection[Facet], rows: Collection[tuple[int, str, Any, int, int]]) -> dict[Facet, list[Count]]:
    counts: dict[Facet, list[Count]] = {facet: [] for facet in facets}
    for number, value, labels, order, hits in rows:
        counts[Facet(number)].append(Count(value, labels, order, hits))
    in_order(counts)
    return counts
