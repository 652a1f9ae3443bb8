"""The portal's settings as the tests use them: debug's defaults, no reading of the developer's own, fast passwords."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN = (
    "ALLOWED_HOSTS",
    "CACHE_URL",
    "DEFAULT_FROM_EMAIL",
    "DOCUMENT_TEXT_MAX_CHARACTERS",
    "DOCUMENT_TEXT_MAX_MB",
    "DOCUMENT_TEXT_MAX_MEMORY_MB",
    "DOCUMENT_TEXT_MAX_SECONDS",
    "EMAIL_URL",
    "PORTAL_BASE_URL",
    "SECRET_KEY",
    "TASK_WORKER",
)

for name in OWN:
    os.environ.pop(name, None)
os.environ["DEBUG"] = "true"
os.environ["PORTAL_DATA_DIR"] = str(ROOT / ".cache" / "test-data" / os.environ.get("PYTEST_XDIST_WORKER", "main"))

from portal.settings import *  # noqa: E402, F403  # the environment has to be set first

# The second reads the passwords of the demo that is copied.
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("MD5", "PBKDF2")]
ALLOWED_HOSTS = ["*"]

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]  # noqa: F405

# WhiteNoise looks for the folder when it starts.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
