"""`make run` says plainly what is wrong with its settings."""

import socket
from pathlib import Path

import pytest

from scripts import serve
from scripts.console import Failure
from scripts.project import DEMO_ACCOUNTS, demo_environment, production_environment, suite_environment


def test_the_port_is_eight_thousand_unless_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    assert serve.wanted_port() == 8000
    monkeypatch.setenv("PORT", "8123")
    assert serve.wanted_port() == 8123


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_a_wrong_port_is_explained(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Failure, match="PORT"):
        serve.wanted_port()


def test_a_taken_port_is_explained() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Failure, match="make run PORT="):
            serve.check_free(taken.getsockname()[1])


def test_the_banner_gives_address_and_accounts() -> None:
    text = serve.banner(8123)
    assert "http://127.0.0.1:8123/" in text
    assert all(name in text for name in DEMO_ACCOUNTS)


def test_the_demo_runs_in_debug_with_its_own_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DEBUG", "false")
    monkeypatch.setenv("ALLOWED_HOSTS", "elsewhere.example")
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    environment = demo_environment(8123)
    assert environment["DEBUG"] == "true"
    assert "ALLOWED_HOSTS" not in environment
    assert environment["PORTAL_DATA_DIR"] == str(tmp_path)


def test_the_deployment_check_does_not_see_the_developers_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "true")
    environment = production_environment()
    assert "DEBUG" not in environment
    assert len(environment["SECRET_KEY"]) >= 50


def test_the_suite_uses_sqlite_unless_given_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere.example/live")
    assert "DATABASE_URL" not in suite_environment()
    assert suite_environment("postgres:///tests")["DATABASE_URL"] == "postgres:///tests"
