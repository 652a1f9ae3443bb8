"""The benchmark counts what it says it counts, and leaves the portal as it was."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from home.benchmark import make_client, measure
from home.models import HomePage
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_it_asks_for_the_demo(site: HomePage) -> None:
    with pytest.raises(CommandError, match="load_demo"):
        call_command("benchmark")


def test_it_counts_statements(site: HomePage) -> None:
    client = make_client(UserFactory.create())
    found = measure(client, "/healthz")
    assert found.queries == 1, "reading the user"
    assert measure(client, "/readyz").queries > 1
    assert found.seconds >= 0
    assert connection.execute_wrappers == []


def test_it_refuses_an_address_that_answers_otherwise(site: HomePage) -> None:
    with pytest.raises(RuntimeError, match="404"):
        measure(make_client(UserFactory.create()), "/findes-ikke/")
