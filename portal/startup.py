"""Starting the portal: an operator's mistake ends in one line saying what to change."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Choose the settings, and end the process with one line when they are wrong.

    Raises:
        SystemExit: a setting is missing or wrong.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        yield
    except ImproperlyConfigured as error:
        sys.exit(f"Udsyn cannot start: {error}")
