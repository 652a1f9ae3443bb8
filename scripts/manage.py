"""Run a management command in the demo's environment: make manage ARGS="createsuperuser"."""

import os
import sys

from scripts.console import main
from scripts.project import PYTHON, ROOT, demo_environment
from scripts.serve import wanted_port


def manage() -> None:
    """Hand over to manage.py."""
    os.chdir(ROOT)
    os.execve(  # noqa: S606  # fixed program, and no shell wanted
        PYTHON, [str(PYTHON), "manage.py", *sys.argv[1:]], demo_environment(wanted_port())
    )


if __name__ == "__main__":
    main(manage)
