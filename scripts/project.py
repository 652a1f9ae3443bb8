"""Where the project's parts are, and the environment its commands run in."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CACHE = ROOT / ".cache"
NODE_MODULES = ROOT / "node_modules"
LOCALE = ROOT / "locale"
APPS = ("portal", "search", "networks", "focusareas", "home")

DEFAULT_PORT = 8000
ADDRESS_SETTINGS = {"ALLOWED_HOSTS", "PORTAL_BASE_URL"}
DEMO_PASSWORD = "international"  # noqa: S105  # the accounts exist in debug only
DEMO_ACCOUNTS = {
    "laeser": "reader",
    "medarbejder": "staff",
    "kontor": "office editor",
    "kommunikation": "communications",
    "koordinator": "coordinator",
    "admin": "administrator",
}


def digest(*paths: Path) -> str:
    """Return one checksum over the content of the files, for stamps that say what was installed from them."""
    content = hashlib.sha256()
    for path in paths:
        content.update(path.read_bytes())
    return content.hexdigest()


def data_dir() -> Path:
    """Return the folder the demo keeps its database and files in."""
    return Path(os.environ.get("PORTAL_DATA_DIR") or ROOT / "data").resolve()


def demo_environment(port: int = DEFAULT_PORT) -> dict[str, str]:
    """Return the environment of the demo: debug on, its data in its folder; other settings are the caller's."""
    kept = {name: value for name, value in os.environ.items() if name not in ADDRESS_SETTINGS}
    return (
        {"LOG_LEVEL": "WARNING"}
        | kept
        | {
            "DEBUG": "true",
            "PORTAL_BASE_URL": f"http://127.0.0.1:{port}",
            "PORTAL_DATA_DIR": str(data_dir()),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "PYTHONUNBUFFERED": "1",
        }
    )


def suite_environment(database_url: str = "") -> dict[str, str]:
    """Return the environment of the tests, on SQLite unless told where PostgreSQL is."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if database_url:
        kept["DATABASE_URL"] = database_url
    # Playwright runs an event loop in the thread the tests use the database from.
    return kept | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}


def production_environment() -> dict[str, str]:
    """Return an environment as an operator would set it, for the deployment check."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DEBUG", "DATABASE_URL"}}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SECRET_KEY": hashlib.sha256(os.urandom(32)).hexdigest(),
        "ALLOWED_HOSTS": "udsyn.example.dk",
        "PORTAL_BASE_URL": "https://udsyn.example.dk",
        "PORTAL_DATA_DIR": str(CACHE / "deploy-check"),
        "EMAIL_URL": "smtp://127.0.0.1:25",
        "DEFAULT_FROM_EMAIL": "udsyn@example.dk",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": "true",
        "SECURE_HSTS_PRELOAD": "true",
    }
