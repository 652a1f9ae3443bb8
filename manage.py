#!/usr/bin/env python
"""Runs the portal's management commands."""

import sys

from django.core.management import execute_from_command_line

from portal.startup import one_line_errors


def main() -> None:
    """Run the command named on the command line."""
    with one_line_errors():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
