"""Test databases copied from one that is migrated and set up once.

Running 200 migrations costs half a minute each time, and setting up site and roles a second a test. The copy is keyed by
the locked packages, our own migrations and the set-up, so it is made again when one of them changes.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import DjangoDbBlocker

from scripts.project import CACHE, DEFAULT_PORT, ROOT

FOLDER = CACHE / "test-databases"
DEMO_FOLDER = CACHE / "demo-data"
SET_UP = (
    "portal/settings.py",
    "home/roles.py",
    "home/signals.py",
    "home/management/commands/setup_portal.py",
    "search/analysis.py",
    "search/curation.py",
    "search/words/glossary.yaml",
    "tests/trees.py",
)
PLANTING = "from tests.trees import plant; plant()"
LOCK_OF_TEMPLATES = 7_301_944


def key() -> str:
    """Return a checksum over everything the migrated database depends on."""
    content = hashlib.sha256()
    for path in [ROOT / "requirements.txt", *(ROOT / name for name in SET_UP), *sorted(ROOT.glob("*/migrations/*.py"))]:
        content.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return content.hexdigest()[:12]


def set_up(database_url: str) -> None:
    """Bring an empty database to where the tests begin, in processes of their own."""
    environment = os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    for arguments in (["migrate", "--verbosity", "0"], ["shell", "--no-imports", "-c", PLANTING]):
        call = [sys.executable, "manage.py", *arguments]
        subprocess.run(call, cwd=ROOT, env=environment, check=True, stdin=subprocess.DEVNULL)


def sqlite_template() -> Path:
    """Return the migrated SQLite file, making it where it is missing; parallel workers wait for the first."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    template = FOLDER / f"{key()}.sqlite3"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            for old in FOLDER.glob("*.sqlite3*"):
                old.unlink()
            new = template.with_suffix(".sqlite3-new")
            set_up(f"sqlite:///{new}")
            new.rename(template)
    return template


def demo_environment(folder: Path, port: int) -> dict[str, str]:
    """Return the environment in which `make run` keeps its data in the folder."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEBUG")}
    return kept | {"PORTAL_DATA_DIR": str(folder), "PORT": str(port), "DJANGO_SETTINGS_MODULE": "portal.settings"}


def demo_key() -> str:
    """Return a checksum over everything the loaded demo depends on."""
    content = hashlib.sha256(key().encode())
    sources = [*(ROOT / "home" / "demo").rglob("*.*"), *(ROOT / "search").rglob("*.*"), *ROOT.glob("*/findables/*.py")]
    sources += ROOT.glob("*/findables.py")
    for path in sorted(sources):
        if path.suffix in (".yaml", ".py", ".txt"):
            content.update(path.read_bytes())
    return content.hexdigest()[:12]


def load_demo(folder: Path, database_url: str = "") -> None:
    """Load the demo into a migrated database, its files into the folder, in a process of its own."""
    environment = demo_environment(folder, DEFAULT_PORT) | ({"DATABASE_URL": database_url} if database_url else {})
    command = [sys.executable, "-m", "scripts.serve", "--prepare-only"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def demo_data() -> Path:
    """Return a folder with the demo loaded, made once for each version of its content; workers wait for the first."""
    folder = DEMO_FOLDER / "sqlite" / demo_key()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (DEMO_FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for old in folder.parent.iterdir():
                shutil.rmtree(old)
            new = folder.with_suffix(".new")
            new.mkdir()
            shutil.copy(sqlite_template(), new / "udsyn.sqlite3")
            load_demo(new)
            new.rename(folder)
    return folder


def postgresql_template(connection: BaseDatabaseWrapper) -> str:
    """Return the name of the migrated PostgreSQL database, making it where the server has none."""
    with made_once(connection, f"udsyn_template_{key()}") as (template, new):
        if new:
            set_up(address(new))
    return template


def postgresql_demo(connection: BaseDatabaseWrapper) -> tuple[str, Path]:
    """Return the name of the PostgreSQL database with the demo, and the folder with the demo's files."""
    folder = DEMO_FOLDER / "postgresql"
    migrated = postgresql_template(connection)
    with made_once(connection, f"udsyn_demo_{demo_key()}", migrated) as (template, new):
        if new:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            load_demo(folder, address(new))
    return template, folder


@contextmanager
def made_once(
    connection: BaseDatabaseWrapper, name: str, template: str = "template1"
) -> Iterator[tuple[str, str | None]]:
    """Give the database's name, and that of an empty one to fill where the server lacks it; others wait meanwhile."""
    quote = connection.ops.quote_name
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_OF_TEMPLATES])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            yield name, None
        else:
            new = f"{name}_new"
            cursor.execute(f"DROP DATABASE IF EXISTS {quote(new)}")
            cursor.execute(f"CREATE DATABASE {quote(new)} TEMPLATE {quote(template)}")
            yield name, new
            cursor.execute(f"ALTER DATABASE {quote(new)} RENAME TO {quote(name)}")
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_OF_TEMPLATES])


def address(name: str) -> str:
    """Return DATABASE_URL with another database's name in it."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Let Django use the SQLite copy it finds, where it would begin with an empty one."""
    return connections["default"].vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Have this worker's database made from the migrated one."""
    connection = connections["default"]
    test: dict[str, Any] = connection.settings_dict["TEST"]
    folder = Path(tempfile.mkdtemp(prefix="udsyn-test-"))
    if connection.vendor == "sqlite":
        test["NAME"] = str(folder / "test.sqlite3")
        shutil.copy(sqlite_template(), test["NAME"])
    else:
        with django_db_blocker.unblock():
            test["TEMPLATE"] = postgresql_template(connection)
    test["MIGRATE"] = False
    yield
    shutil.rmtree(folder, ignore_errors=True)


def prepare(database: str) -> None:
    """Make the database that the workers will copy: "migrated" (where DATABASE_URL says), or "demo"."""
    is_demo = database == "demo"
    if os.environ.get("DATABASE_URL"):
        django.setup()
        connection = connections["default"]
        postgresql_demo(connection) if is_demo else postgresql_template(connection)
    else:
        demo_data() if is_demo else sqlite_template()


if __name__ == "__main__":
    prepare(sys.argv[1])
