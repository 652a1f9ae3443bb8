import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.databases import demo_data


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Let the tests of a module read the demo, and take it away after the last."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    is_copied = connection.vendor == "sqlite"
    media = override_settings(MEDIA_ROOT=folder / "media")
    database = _copied(folder) if is_copied else nullcontext()
    with media, django_db_blocker.unblock(), database, transaction.atomic():
        if not is_copied:
            _load()
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@contextmanager
def _copied(folder: Path) -> Iterator[None]:
    """Put a copy of the demo that the browser tests serve in the place of this worker's database."""
    shutil.copytree(demo_data(), folder)
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(folder / "udsyn.sqlite3")
    yield
    connection.close()
    connection.settings_dict["NAME"] = usual


def _load() -> None:
    settings.DEBUG = True
    try:
        call_command("load_demo", verbosity=0)
    finally:
        settings.DEBUG = False
