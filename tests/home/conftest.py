import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.databases import demo_data, postgresql_demo


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Let the tests of a module read the demo, and take it away after the last."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    copied = _copied_file if connection.vendor == "sqlite" else _copied_database
    media = override_settings(MEDIA_ROOT=folder / "media")
    with media, django_db_blocker.unblock(), copied(folder) as name, _database(name), transaction.atomic():
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@contextmanager
def _database(name: str) -> Iterator[None]:
    """Work on another database than this worker's."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    yield
    connection.close()
    connection.settings_dict["NAME"] = usual


@contextmanager
def _copied_file(folder: Path) -> Iterator[str]:
    """Copy the demo that the browser tests serve, and give the path of its SQLite file."""
    shutil.copytree(demo_data(), folder)
    yield str(folder / "udsyn.sqlite3")


@contextmanager
def _copied_database(folder: Path) -> Iterator[str]:
    """Copy the demo on the PostgreSQL server, and give the copy's name."""
    template, files = postgresql_demo(connection)
    shutil.copytree(files, folder)
    copy = f"{connection.settings_dict['NAME']}_demo"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(copy)}")
        cursor.execute(
            f"CREATE DATABASE {connection.ops.quote_name(copy)} TEMPLATE {connection.ops.quote_name(template)}"
        )
    yield copy
