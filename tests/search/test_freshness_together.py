"""Two processes at the index at once, on the database that has room for them."""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from networks.models import Place
from search import freshness
from search.engines import Engine, engine
from search.models import SearchDocument, StaleDocument
from search.rebuilding import compare, rebuild
from tests.networks.factories import PlaceFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
]


def beside(work: Callable[[], object]) -> Thread:
    """Run something over a connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread


def test_notes_that_another_process_works_off_are_left_to_it() -> None:
    place = PlaceFactory()
    StaleDocument.objects.create(model="networks.place", object_id=place.pk)
    done: list[int] = []
    with transaction.atomic():
        list(StaleDocument.objects.select_for_update())
        beside(lambda: done.append(freshness.update())).join(timeout=20)
    assert done == [0]
    assert freshness.update() == 1


def test_older_content_is_never_put_over_newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """One process reads a place and tarries; another renames it meanwhile, and has to have the last word."""
    place = PlaceFactory(name_da="Wien")
    rebuild()
    SearchDocument.objects.filter(model=place._meta.label_lower).update(checksum="")
    has_read, may_write = Event(), Event()

    def tarry() -> Engine:
        has_read.set()
        may_write.wait(timeout=20)
        monkeypatch.setattr(freshness, "engine", engine)
        return engine()

    monkeypatch.setattr(freshness, "engine", tarry)
    slow = beside(lambda: freshness.refresh([(place._meta.label_lower, place.pk)]))
    assert has_read.wait(timeout=20)
    monkeypatch.setattr(freshness, "engine", engine)

    def rename() -> None:
        found = Place.objects.get(pk=place.pk)
        found.name_da = "Prag"
        found.save()

    quick = beside(rename)
    quick.join(timeout=1)
    # It waits for the first, which has the place in its hands.
    assert quick.is_alive()
    may_write.set()
    for thread in (slow, quick):
        thread.join(timeout=20)
    assert SearchDocument.objects.get(model="networks.place").texts["da"]["title"] == "Prag"
    assert not compare()
