"""Set up the demo and serve it, saying when it can be used."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

import django
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db.migrations.exceptions import InconsistentMigrationHistory

from scripts.console import Failure, main, say, step
from scripts.project import DEFAULT_PORT, DEMO_ACCOUNTS, DEMO_PASSWORD, ROOT, data_dir, demo_environment
from scripts.translations import compile_all

START_SECONDS = 90
STOP_SECONDS = 10


def wanted_port() -> int:
    """Return the port to serve at.

    Raises:
        Failure: PORT is not a port number.
    """
    text = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise Failure(f"PORT is {text!r}; it has to be a number from 1 to 65535.")
    return int(text)


def check_free(port: int) -> None:
    """Check that nothing answers at the port.

    Raises:
        Failure: another program has it.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Failure(f"port {port} is taken ({error.strerror}). Choose another: make run PORT=8001") from error


def start_django(port: int) -> None:
    """Load the portal in this process with the demo's settings.

    Raises:
        Failure: a setting is missing or wrong, or the data folder cannot be written.
    """
    folder = data_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".writable").touch()
        (folder / ".writable").unlink()
    except OSError as error:
        raise Failure(f"PORTAL_DATA_DIR is {folder}, which cannot be written: {error.strerror}") from error
    os.environ.update(demo_environment(port))
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Failure(str(error)) from error


def prepare(port: int) -> None:
    """Bring the demo's database up to date, and fill it the first time.

    Raises:
        Failure: the database is another version's, or the demo cannot be loaded.
    """
    compile_all()
    start_django(port)
    with step(f"Database in {data_dir()} (the first time takes half a minute)"):
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except InconsistentMigrationHistory as error:
            raise Failure(
                f"the database comes from another version of Udsyn ({error}) "
                "make clean-data removes it; PORTAL_DATA_DIR chooses another folder."
            ) from error
    with step("Site, languages and roles"):
        call_command("setup_portal", verbosity=0)
    # A site with people in it is somebody's; it keeps what they wrote.
    if get_user_model().objects.exists():
        say("==> The data is kept from last time; make clean-data begins anew")
        return
    with step("Demo: the international plan in two languages"):
        try:
            call_command("load_demo")
        except CommandError as error:
            raise Failure(f"the demo was not loaded: {error}") from error


def wait_until_ready(server: subprocess.Popen[bytes], port: int) -> None:
    """Wait until the portal says that it can serve.

    Raises:
        Failure: it ended, or did not get there in time.
    """
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise Failure("the server ended before it was ready; its own words are above.")
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    raise Failure(f"the server was not ready within {START_SECONDS} seconds.")


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop the server and the processes it started."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


@contextmanager
def running(port: int, reload: bool = False, quiet: bool = False) -> Iterator[subprocess.Popen[bytes]]:
    """Serve the demo while the block runs, saying nothing of each request where it is asked to be quiet."""
    command = [sys.executable, str(Path(ROOT) / "manage.py"), "runserver", f"127.0.0.1:{port}"]
    options = [] if reload else ["--noreload"]
    # A session of its own, so that the reloader's child ends with it.
    # What a development server says of itself at the start is no news to the person who typed `make run`.
    environment = demo_environment(port) | {"DJANGO_RUNSERVER_HIDE_WARNING": "true"}
    server = subprocess.Popen(
        [*command, *options],
        cwd=ROOT,
        env=environment,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if quiet else None,
        stderr=subprocess.DEVNULL if quiet else None,
    )
    try:
        wait_until_ready(server, port)
        yield server
    finally:
        stop(server)


def banner(port: int) -> str:
    """Return what a person needs to begin."""
    width = max(len(name) for name in DEMO_ACCOUNTS)
    accounts = "\n".join(f"    {name:<{width}}  {role}" for name, role in DEMO_ACCOUNTS.items())
    return (
        f"\nUdsyn is ready: http://127.0.0.1:{port}/  (English: http://127.0.0.1:{port}/en/)\n\n"
        f"  Demo accounts, each with the password {DEMO_PASSWORD}:\n{accounts}\n\n"
        f"  Editing: http://127.0.0.1:{port}/admin/\n  Stop with Ctrl+C; your data stays in {data_dir()}\n"
    )


def end(_number: int, _frame: FrameType | None) -> None:
    """Leave through the `finally` blocks when told to end."""
    raise KeyboardInterrupt


def serve() -> None:
    """Set up, serve and wait."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prepare-only", action="store_true", help="set up without serving")
    parser.add_argument("--no-reload", action="store_true", help="do not restart when a source file changes")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, end)
    port = wanted_port()
    if arguments.prepare_only:
        prepare(port)
        return
    check_free(port)
    prepare(port)
    say("==> Starting the server")
    with running(port, reload=not arguments.no_reload) as server:
        say(banner(port))
        server.wait()


if __name__ == "__main__":
    main(serve)
