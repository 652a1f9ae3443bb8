#!/usr/bin/env python
"""Run the portal's management commands; a wrong setting ends in one line saying what to change."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Udsyn cannot start: {error}")


if __name__ == "__main__":
    main()
