"""Notes of what has changed: kept with the change, worked off once, and lost by nobody."""

import datetime as dt
import logging
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from networks.models import Office, Theme
from search import freshness
from search.documents import Document
from search.engines import engine
from search.models import StaleDocument
from search.rebuilding import compare
from tests.conftest import Trees
from tests.factories import ContentPageFactory
from tests.focusareas.gathering import Gathering
from tests.networks.factories import OfficeFactory, PlaceFactory
from tests.search.finding import Committed, assert_true, row, settle, text

pytestmark = pytest.mark.django_db


def test_paused_notes_nothing(trees: Trees, committed: Committed) -> None:
    settle()
    with committed(), freshness.paused():
        page = ContentPageFactory(parent=trees.danish)
        page.delete()
        PlaceFactory().delete()
    assert not StaleDocument.objects.exists()


def test_change_that_is_taken_back_leaves_no_note(trees: Trees, committed: Committed) -> None:
    settle()
    with committed():
        place = PlaceFactory()
        before = StaleDocument.objects.count()
        theme = Theme(slug="et", name_da="Et")
        with transaction.atomic():
            theme.save()
            assert StaleDocument.objects.count() == before + 1
            transaction.set_rollback(True)
        assert StaleDocument.objects.count() == before
        # Noted anew, since the first note went with the savepoint.
        theme.save(force_insert=True)
        assert StaleDocument.objects.count() == before + 1
    assert row(place)
    assert row(theme)
    assert_true()


def test_thing_is_noted_once_in_a_transaction(trees: Trees, committed: Committed) -> None:
    settle()
    with committed():
        place = PlaceFactory()
        for name in ("Wien", "Prag"):
            place.name_da = name
            place.save()
        assert StaleDocument.objects.count() == 1
    assert "Prag" in text(place)


def test_small_change_takes_few_queries(
    trees: Trees, committed: Committed, django_assert_max_num_queries: Callable[..., AbstractContextManager[Any]]
) -> None:
    place = PlaceFactory()
    settle()
    with committed(), django_assert_max_num_queries(4):
        # What names the place before and after, the note, and the save itself.
        place.save()
    # The batch and its lock, the document, the engine's three, the note gone; the savepoints are the test's own.
    with django_assert_max_num_queries(14):
        freshness.note([("networks.place", place.pk)])
        freshness.update()


class Broken:
    """An engine that refuses some documents."""

    def __init__(self, refused: Collection[int]) -> None:
        self.refused = refused

    def index(self, documents: Iterable[Document]) -> int:
        found = list(documents)
        if any(document.pk in self.refused for document in found):
            raise ValueError("refused")
        return engine().index(found)

    def delete(self, keys: Collection[tuple[str, int]]) -> None:
        engine().delete(keys)


def test_failure_keeps_the_note_and_the_change(
    trees: Trees, committed: Committed, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    good, bad = PlaceFactory(), PlaceFactory()
    settle()
    monkeypatch.setattr(freshness, "engine", lambda: Broken([bad.pk]))
    with caplog.at_level(logging.ERROR), committed():
        for place in (good, bad):
            place.name_da = f"Nye {place.pk}"
            place.save()
    assert f"Nye {good.pk}" in text(good)
    assert f"Nye {bad.pk}" not in text(bad)
    bad.refresh_from_db()
    assert bad.name_da == f"Nye {bad.pk}"
    assert "A search document could not be made" in caplog.text
    assert [note.object_id for note in StaleDocument.objects.all()] == [bad.pk]
    monkeypatch.undo()
    call_command("update_search", verbosity=0)
    assert_true()


def test_note_of_a_process_that_died_is_not_lost(gathering: Gathering) -> None:
    gathering.person.name = "Karla Storm"
    gathering.person.save()
    assert "Karla Storm" not in text(gathering.networks[0])
    call_command("update_search", verbosity=0)
    assert "Karla Storm" in text(gathering.networks[0])
    assert_true()


def test_update_does_no_more_than_it_is_asked(gathering: Gathering) -> None:
    gathering.office.save()
    before = StaleDocument.objects.count()
    assert freshness.update(at_most=2) == 2
    assert StaleDocument.objects.count() == before - 2


def test_office_whose_last_day_passes(trees: Trees, monkeypatch: pytest.MonkeyPatch) -> None:
    office = OfficeFactory(valid_to=timezone.localdate())
    settle()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    day_of = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda *moment: day_of(*moment) if moment else tomorrow)
    assert compare().different == [("networks.office", office.pk)]
    call_command("update_search", verbosity=0)
    found = row(Office.objects.get(pk=office.pk))
    assert found is not None
    assert not found.is_current
    assert_true()
