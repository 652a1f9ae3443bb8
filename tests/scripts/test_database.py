"""The tests' PostgreSQL is the one named, else the newest the package brings."""

from pathlib import Path

import pytest

from scripts import database


def test_a_named_server_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://tester@127.0.0.1/postgres")
    with database.postgresql() as address:
        assert address == "postgres://tester@127.0.0.1/postgres"


def test_the_newest_server_is_taken(tmp_path: Path) -> None:
    for name in ("pginstall", "pginstall9", "pginstall18"):
        (tmp_path / name / "bin").mkdir(parents=True)
    assert database.programs(tmp_path) == tmp_path / "pginstall18" / "bin"
