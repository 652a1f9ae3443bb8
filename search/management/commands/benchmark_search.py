import statistics
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import CaptureQueriesContext

from search.benchmark import FACETS, Corpus, scratch
from search.engines import Engine, engine
from search.engines.base import Request
from search.engines.postgresql_statement import tsquery
from search.engines.scoring import wanted
from search.engines.sqlite_match import match
from search.engines.writing import BATCH
from search.highlight import excerpt, highlight
from search.models import SearchDocument
from search.query import Query, parse
from search.terms import words_of

# ruff: noqa: S608  # nothing but our own number is put into the SQL

STAFF = SearchDocument.Audience.STAFF
SHARES = (0.003, 0.01, 0.03, 0.5)
RUNS = 7
UPDATES = 20
SAMPLE = 2_000
BARE = {
    "postgresql": (
        f"SELECT id, ts_rank(vector, %s::tsquery) FROM search_searchdocument WHERE audience = {STAFF.value}"
        " AND vector @@ %s::tsquery ORDER BY 2 DESC LIMIT 20",
        f"SELECT count(*) FROM search_searchdocument WHERE audience = {STAFF.value} AND vector @@ %s::tsquery",
    ),
    "sqlite": (
        "SELECT rowid FROM search_terms_staff WHERE search_terms_staff MATCH %s ORDER BY rank LIMIT 20",
        "SELECT count(*) FROM search_terms_staff WHERE search_terms_staff MATCH %s",
    ),
}


class Command(BaseCommand):
    """Measure the search beside bare SQL for the same words, over documents made for it and thrown away again."""

    help = "Measure the search beside bare SQL in the same run; nothing of the portal is touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the number of documents."""
        parser.add_argument("--documents", type=int, default=100_000, help="how many are made (100,000)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the documents, measure, and print."""
        corpus = Corpus(max(SAMPLE, options["documents"]))
        with scratch() as connection:
            self.measure_indexing(corpus, connection)
            self.measure_answers(corpus, connection)
            self.measure_update(corpus, connection)

    def measure_indexing(self, corpus: Corpus, connection: BaseDatabaseWrapper) -> None:
        """Make the index."""
        documents = corpus.documents()
        wall = processor = 0.0
        # Made outside the clock, and not all kept: a rebuild reads them in batches too.
        while batch := list(islice(documents, BATCH)):
            started, worked = time.perf_counter(), time.process_time()
            engine().index(batch)
            wall += time.perf_counter() - started
            processor += time.process_time() - worked
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(
            f"{connection.vendor}: {corpus.size} documents indexed in {wall:.0f} s, {corpus.size / wall:.0f} a second"
            f" ({corpus.size / processor:.0f} a second of this process's own time)"
        )

    def measure_answers(self, corpus: Corpus, connection: BaseDatabaseWrapper) -> None:
        """Print the portal's whole answers beside bare SQL for words in few and in many documents."""
        found = engine()
        self.stdout.write(
            f"{'word':<24} {'hits':>7} {'share':>7} {'bare ms':>9} {'portal ms':>10} {'ratio':>6} {'statements':>11}"
        )
        query = Query()
        for word in chosen_words(corpus, found):
            query = parse(f"{word} ")
            request = Request(query, STAFF, facets=tuple(FACETS))
            with CaptureQueriesContext(connection) as queries:
                total = found.search(request).total
            bare, portal = side_by_side(lambda: bare_answer(query, connection), lambda: found.search(request))  # noqa: B023
            self.stdout.write(
                f"{word:<24} {total:>7} {total / corpus.size:>7.2%} {1000 * bare:>9.1f} {1000 * portal:>10.1f}"
                f" {portal / bare:>5.2f}x {statements(queries):>11}"
            )
        hits = found.search(Request(query, STAFF)).hits

        def mark_all() -> None:
            for hit in hits:
                mark(hit.texts, query)

        marking = least(mark_all)
        self.stdout.write(f"Marking {len(hits)} hits takes {1000 * marking:.1f} ms.")

    def measure_update(self, corpus: Corpus, connection: BaseDatabaseWrapper) -> None:
        """Print what it takes to change one document."""
        times = []
        most = 0
        for pk in range(1, UPDATES + 1):
            document = corpus.document(pk, extra=f"nyt ord {pk}")
            with CaptureQueriesContext(connection) as queries:
                started = time.perf_counter()
                engine().index([document])
                times.append(time.perf_counter() - started)
            most = max(most, len(queries))
        self.stdout.write(
            f"Updating one document takes {1000 * statistics.median(times):.1f} ms (at most"
            f" {1000 * max(times):.1f}) and {most} statements."
        )


def chosen_words(corpus: Corpus, found: Engine) -> list[str]:
    """Return a word for each share: of those that a sample has about as often, the one in most nearly as many documents."""
    sample = Counter(
        word
        for pk in range(1, SAMPLE + 1)
        for word in words_of(text for kept in corpus.document(pk).texts.values() for text in (kept.title, kept.body))
    )
    chosen = []
    for share in SHARES:
        near = sorted(sample, key=lambda word: (abs(sample[word] / SAMPLE - share), word))[:40]
        totals = {word: found.search(Request(parse(f"{word} "), STAFF)).total for word in near if word not in chosen}
        chosen.append(min(totals, key=lambda word: abs(totals[word] / corpus.size - share)))
    return chosen


def bare_answer(query: Query, connection: BaseDatabaseWrapper) -> None:
    """Ask for the best hits and their number without any of what the portal adds."""
    ranked, count = BARE[connection.vendor]
    groups = wanted(query).groups
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            terms = tsquery(groups)
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
            cursor.execute(ranked, [terms, terms])
        else:
            terms = match(groups)
            cursor.execute(ranked, [terms])
        cursor.fetchall()
        cursor.execute(count, [terms])
        cursor.fetchall()


def mark(texts: Any, query: Query) -> None:
    """Mark a hit as the results show it."""
    text = next(iter(texts.values()))
    highlight(text["title"], query)
    excerpt(text["body"], query)


def statements(queries: CaptureQueriesContext) -> int:
    """Return how many statements were sent, apart from what a transaction around them adds."""
    return sum(len([part for part in query["sql"].split(";\n") if "'on'" not in part]) for query in queries)


def side_by_side(*calls: Callable[[], object]) -> list[float]:
    """Return the least time of each call, taken in turns so that what else the machine does meets all of them."""
    times: list[list[float]] = [[] for _call in calls]
    for _run in range(RUNS):
        for call, found in zip(calls, times, strict=True):
            started = time.perf_counter()
            call()
            found.append(time.perf_counter() - started)
    return [min(found) for found in times]


def least(call: Callable[[], object]) -> float:
    """Return the least time of a call."""
    return side_by_side(call)[0]
