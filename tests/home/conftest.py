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
    copy = _copy_file if connection.vendor == "sqlite" else _copy_database
    media = override_settings(MEDIA_ROOT=folder / "media")
    with media, django_db_blocker.unblock(), _database(copy(folder)), transaction.atomic():
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


def _copy_file(folder: Path) -> str:
    """Copy the demo that the browser tests serve, and return the path of its SQLite file."""
    shutil.copytree(demo_data(), folder)
    return str(folder / "udsyn.sqlite3")


def _copy_database(folder: Path) -> str:
    """Copy the demo on the PostgreSQL server, and return the copy's name."""
    template, files = postgresql_demo(connection)
    shutil.copytree(files, folder)
    copy = f"{connection.settings_dict['NAME']}_demo"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(copy)}")
        cursor.execute(
            f"CREATE DATABASE {connection.ops.quote_name(copy)} TEMPLATE {connection.ops.quote_name(template)}"
        )
    return copy
