"""The statement that answers a whole search in PostgreSQL."""

# ruff: noqa: S608  # what is put into the SQL are the tables' names and our own numbers; words are parameters

from collections.abc import Iterable, Sequence
from typing import Any

from search.engines.base import RANKED_HITS, Request
from search.engines.entries import VALUE_MASK, Audience, is_value
from search.engines.scoring import (
    NOT_CURRENT,
    PART,
    PHRASE,
    PHRASE_IN_TITLE,
    PRECISION,
    PREFIX,
    SYNONYM,
    WEIGHTS,
    Plan,
    Wanted,
)
from search.engines.vectors import PART_OF_PAGE, TITLE, windows
from search.engines.writing import DOCUMENTS, LABELS
from search.facets import VALUE_BITS, Facet
from search.query import Group

# No index has as many rows, and no number is too great for the database.
FURTHEST = 1 << 40
ORDER = '"on" DESC NULLS LAST, id'
_WEIGHTS = f"'{{{','.join(map(str, WEIGHTS))}}}'::float4[]"


def statement(request: Request, sought: Wanted) -> tuple[str, dict[str, Any]]:
    """Return the statement, which gives one row (how many hits, a page of them, the facets' counts), and its parameters.

    With filters, `matches` has every document that passes all of them but one at most; `failed` is 0 or has the bit of
    the filter it fails, so that each facet is counted as if its own filter were not set. `passing` is what is found.
    """
    parts, parameters = _matches(request, sought)
    parts["total"] = "SELECT count(*) AS n FROM passing"
    if sought.groups and not request.by_date:
        ranked, more = _ranked(request, sought)
        parts |= ranked
        parameters |= more
    else:
        parts["page"] = f'SELECT id, "on", 0 AS score FROM passing ORDER BY {ORDER} {_limit(request)}'
    texts = "d.texts" if request.with_texts else "'{}'::json"
    hits = f"""
SELECT json_agg(json_build_array(d.model, d.object_id, d.kind, {texts}, d."on", d.edition, d.is_current, p.score)
  ORDER BY p.score DESC NULLS LAST, d."on" DESC NULLS LAST, d.id)::text
FROM page p JOIN {DOCUMENTS} d USING (id)"""
    counts = "SELECT NULL"
    if request.facets:
        parts["counted"] = _counted(request)
        counts = 'SELECT json_agg(json_build_array(facet, value, labels, "order", hits))::text FROM counted'
    with_parts = ",\n".join(f"{name} AS MATERIALIZED (\n{sql}\n)" for name, sql in parts.items())
    return f"WITH {with_parts}\nSELECT (SELECT n FROM total), ({hits}), ({counts})", parameters


def _limit(request: Request) -> str:
    per_page = max(0, int(request.per_page))
    return f"LIMIT {per_page} OFFSET {min((max(1, int(request.page)) - 1) * per_page, FURTHEST)}"


def _matches(request: Request, sought: Wanted) -> tuple[dict[str, str], dict[str, Any]]:
    parameters: dict[str, Any] = {}
    audience = f"audience = {int(request.audience)}"
    where = audience
    if sought.groups:
        where += " AND vector @@ %(match)s::tsquery"
        parameters["match"] = tsquery(sought.groups, sought.excluded)
    elif sought.excluded:
        # Alone it would read all of the index or every row's terms.
        where += f" AND id NOT IN (SELECT id FROM {DOCUMENTS} WHERE {audience} AND vector @@ %(excluded)s::tsquery)"
        parameters["excluded"] = any_of(map(group_query, sought.excluded))
    filters = chosen(request)
    if not filters:
        return {"passing": f'SELECT id, ctid AS place, "on", facets FROM {DOCUMENTS} WHERE {where}'}, parameters
    options = []
    for facet, values in filters.items():
        parameters[f"chosen{facet:d}"] = values
        options.append(f"facet = {facet:d} AND value = ANY(%(chosen{facet:d})s::text[])")
    failed = " | ".join(
        f"CASE WHEN facets && ARRAY(SELECT number FROM chosen WHERE facet = {facet:d}) THEN 0 ELSE {1 << facet} END"
        for facet in filters
    )
    number = f"facet::int << {VALUE_BITS} | id::int"
    found = f'SELECT id, ctid AS place, "on", facets, {failed} AS failed FROM {DOCUMENTS} WHERE {where}'
    return {
        "chosen": f"SELECT facet, {number} AS number FROM {LABELS} WHERE {' OR '.join(options)}",
        "matches": f"SELECT * FROM ({found} OFFSET 0) AS found WHERE failed & (failed - 1) = 0",
        "passing": 'SELECT id, place, "on", facets FROM matches WHERE failed = 0',
    }, parameters


def chosen(request: Request) -> dict[Facet, list[str]]:
    """Return the filters that are set, without values that no document can have."""
    return {facet: list(filter(is_value, values)) for facet, values in request.filters.items() if values}


def _ranked(request: Request, sought: Wanted) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the parts that choose what is ranked, rank it and take a page; pages beyond it go by date."""
    newest = f'SELECT id, place, "on" FROM passing ORDER BY {ORDER} LIMIT {RANKED_HITS}'
    titled = f"""
SELECT id FROM {DOCUMENTS} WHERE (SELECT n FROM total) > {RANKED_HITS} AND audience = {int(request.audience)}
AND vector @@ %(titled)s::tsquery"""
    newest_titled = f"""
SELECT id, place, "on" FROM passing WHERE (SELECT n FROM total) > {RANKED_HITS} AND id IN (SELECT id FROM titled)
ORDER BY {ORDER} LIMIT {RANKED_HITS}"""
    score, parameters = _score(sought.plan)
    parts = {
        "titled": titled,
        "candidates": f"({newest}) UNION ({newest_titled})",
        # Looked up one by one; a join might read the index of all rows for a few. Setting the weight of no word copies
        # the terms, which otherwise are fetched from where they are kept for each thing that is asked of them.
        "scored": f"""
SELECT c.id, c."on", {score} AS score FROM candidates c
CROSS JOIN LATERAL (
  SELECT setweight(vector, 'A', '{{}}'::text[]) AS vector, is_current FROM {DOCUMENTS} WHERE ctid = c.place OFFSET 0
) AS d""",
    }
    parameters["titled"] = tsquery(sought.groups, in_title=True)
    everything = "SELECT * FROM scored"
    if request.page * request.per_page > RANKED_HITS:
        everything += """
UNION ALL
SELECT id, "on", NULL FROM passing WHERE id NOT IN (SELECT id FROM scored)"""
    parts["page"] = f"SELECT * FROM ({everything}) AS e ORDER BY score DESC NULLS LAST, {ORDER} {_limit(request)}"
    return parts, parameters


def _score(plan: Plan) -> tuple[str, dict[str, Any]]:
    """Return the same as `scoring.score` in SQL."""
    parameters: dict[str, Any] = {}
    ranks = []
    for name, words, ending, factor in (
        ("terms", plan.terms, "", ""),
        ("synonyms", plan.synonyms, "", f" * {SYNONYM}"),
        ("prefixes", plan.prefixes, ":*", f" * {PREFIX}"),
    ):
        if words:
            parameters[name] = any_of(lexeme(word) + ending for word in words)
            ranks.append(f"ts_rank({_WEIGHTS}, d.vector, %({name})s::tsquery)::float8 * {len(words)}{factor}::float8")
    score = " + ".join(ranks) or "0::float8"
    if plan.phrases:
        parameters["phrase"] = any_of(phrase_query(phrase, "AC") for phrase in plan.phrases)
        parameters["title_phrase"] = any_of(phrase_query(phrase, "A") for phrase in plan.phrases)
        score += (
            f" + ({PHRASE_IN_TITLE}::float8 * (d.vector @@ %(title_phrase)s::tsquery)::int"
            f" + {PHRASE}::float8 * (d.vector @@ %(phrase)s::tsquery)::int) * {plan.phrase_factor}::float8"
        )
    factor = f"CASE WHEN d.is_current THEN 1 ELSE {NOT_CURRENT} END::float8"
    factor += f" * CASE WHEN d.vector @@ %(part)s::tsquery THEN {PART} ELSE 1 END::float8"
    parameters["part"] = lexeme(PART_OF_PAGE)
    return f"trunc(({score}) * {factor} * {PRECISION})::int", parameters


def _counted(request: Request) -> str:
    """Return the part that counts; choices that are set are in it even where they have no hits.

    Not for everybody: by asking for it they would learn what a choice is called that none of their documents has.
    """
    facets = ", ".join(str(int(facet)) for facet in request.facets)
    if not chosen(request):
        counted = (
            "SELECT number, count(*) AS hits FROM (SELECT unnest(facets) AS number FROM passing) AS f GROUP BY number"
        )
    else:
        counted = f"""
SELECT number, count(*) AS hits FROM (SELECT unnest(facets) AS number, failed FROM matches) AS f
WHERE failed = 0 OR failed = 1 << (number >> {VALUE_BITS}) GROUP BY number"""
        if request.audience == Audience.STAFF:
            counted += " UNION ALL SELECT number, 0 FROM chosen"
            counted = f"SELECT number, sum(hits)::int AS hits FROM ({counted}) AS c GROUP BY number"
    return f"""
SELECT l.facet, l.value, l.labels, l."order", c.hits
FROM ({counted}) AS c JOIN {LABELS} l ON l.id = c.number & {VALUE_MASK} AND l.facet = c.number >> {VALUE_BITS}
WHERE l.facet IN ({facets})"""


def lexeme(term: str) -> str:
    """Return a term as a tsquery has it."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def any_of(queries: Iterable[str]) -> str:
    """Return a tsquery that finds what any of them does."""
    return " | ".join(queries)


def phrase_query(phrase: Sequence[str], weights: str) -> str:
    """Return a tsquery for words side by side, at places of these weights."""
    return "(" + " & ".join(" <-> ".join(f"{lexeme(word)}:{weights}" for word in few) for few in windows(phrase)) + ")"


def group_query(group: Group, *, in_title: bool = False) -> str:
    """Return a tsquery for one of the things asked for, in titles only or anywhere."""
    written = "A" if in_title else "AC"
    mark = TITLE if in_title else ""
    terms = sorted(group.terms)
    queries = [f"{lexeme(term)}:{written}" if group.is_quoted else lexeme(mark + term) for term in terms]
    queries += [f"{lexeme(mark + prefix)}:*" for prefix in sorted(group.prefixes)]
    queries += [phrase_query(phrase, written) for phrase in sorted(group.phrases)]
    return f"({any_of(queries)})"


def tsquery(groups: Iterable[Group], excluded: Iterable[Group] = (), *, in_title: bool = False) -> str:
    """Return a tsquery for everything asked for and nothing excluded."""
    queries = [group_query(group, in_title=in_title) for group in groups]
    queries += [f"!{group_query(group)}" for group in excluded]
    return " & ".join(queries)
