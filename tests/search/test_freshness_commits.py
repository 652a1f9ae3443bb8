"""The index follows what is really committed.

These tests leave an empty database behind, so they stand in a file of their own, which comes last.
"""

import pytest
from django.db import connection, transaction

from search.models import StaleDocument
from search.rebuilding import rebuild
from tests.networks.factories import PlaceFactory
from tests.search.finding import row, settle, text

pytestmark = pytest.mark.django_db(transaction=True)


def test_without_a_transaction_each_save_is_seen_to_at_once() -> None:
    rebuild()
    place = PlaceFactory(name_da="Wien")
    assert "Wien" in text(place)
    place.name_da = "Prag"
    place.save()
    assert "Prag" in text(place)
    place.delete()
    assert row(place) is None
    assert not StaleDocument.objects.exists()


def test_rolled_back_transaction_notes_nothing() -> None:
    settle()
    with transaction.atomic():
        PlaceFactory()
        transaction.set_rollback(True)
    assert not StaleDocument.objects.exists()
    assert not connection.run_on_commit
    with transaction.atomic():
        place = PlaceFactory()
    assert row(place)
