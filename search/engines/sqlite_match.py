"""Full-text queries of SQLite."""

from collections.abc import Collection, Iterable, Sequence

from search.engines.vectors import windows
from search.query import Group

WRITTEN = "{a_title a_beside c_body c_beside}"
TITLE = "{a_title a_beside b_forms}"
TITLE_WRITTEN = "{a_title a_beside}"


def quoted(term: str) -> str:
    """Return a term as a full-text query has it."""
    return '"' + term.replace('"', '""') + '"'


def any_of(queries: Iterable[str]) -> str:
    """Return a query that finds what any of them does."""
    return " OR ".join(queries)


def phrase_match(phrase: Sequence[str]) -> str:
    """Return a query for words side by side."""
    return "(" + " AND ".join(quoted(" ".join(few)) for few in windows(phrase)) + ")"


def group_match(group: Group, *, in_title: bool = False) -> str:
    """Return a query for one of the things asked for, in titles only or anywhere."""
    terms = [quoted(term) for term in sorted(group.terms)]
    written = [phrase_match(phrase) for phrase in sorted(group.phrases)]
    anywhere = [f"{quoted(prefix)} *" for prefix in sorted(group.prefixes)]
    if group.is_quoted:
        written += terms
    else:
        anywhere += terms
    queries = []
    if anywhere:
        queries.append(f"{TITLE} : ({any_of(anywhere)})" if in_title else any_of(anywhere))
    if written:
        queries.append(f"{TITLE_WRITTEN if in_title else WRITTEN} : ({any_of(written)})")
    return f"({any_of(queries)})"


def match(groups: Iterable[Group], excluded: Collection[Group] = (), *, in_title: bool = False) -> str:
    """Return a query for everything asked for and nothing excluded."""
    query = " AND ".join(group_match(group, in_title=in_title) for group in groups)
    return f"({query}) NOT ({any_of(map(group_match, excluded))})" if excluded else query
