"""An operator's mistake stops start-up with one line that names the variable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SECRET_KEY": "a-long-enough-secret-for-a-test",
    "ALLOWED_HOSTS": "udsyn.example.dk",
    "PORTAL_BASE_URL": "https://udsyn.example.dk",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "DEFAULT_FROM_EMAIL": "udsyn@example.dk",
}


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of their own with nothing but these variables."""
    clean = {"PATH": os.environ["PATH"], "PORTAL_DATA_DIR": "unused"}
    command = [sys.executable, "manage.py", "diffsettings"]
    return subprocess.run(command, cwd=ROOT, env=clean | environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("missing", PRODUCTION)
def test_missing_variable_is_named(missing: str) -> None:
    result = start(**{name: value for name, value in PRODUCTION.items() if name != missing})
    assert result.returncode != 0
    assert missing in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("PORTAL_BASE_URL", "udsyn.example.dk"),
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_URL", "nonsense"),
        ("CACHE_URL", "nonsense://"),
        ("EMAIL_URL", "nonsense://"),
        ("SECURE_HSTS_SECONDS", "a year"),
        ("LOG_LEVEL", "loud"),
        ("TASK_WORKER", "perhaps"),
        ("DOCUMENT_TEXT_MAX_MB", "0"),
    ],
)
def test_malformed_variable_is_named(name: str, value: str) -> None:
    result = start(**PRODUCTION | {name: value})
    assert result.returncode != 0
    assert name in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_production_needs_only_the_documented_variables() -> None:
    result = start(**PRODUCTION)
    assert result.returncode == 0, result.stderr
    assert "DEBUG = " not in result.stdout
