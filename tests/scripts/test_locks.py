"""A lock that names a host, lacks a hash or is older than pyproject.toml is refused."""

import pytest

from scripts import locks
from scripts.install import NODE_LOCK, RUNTIME_LOCK
from scripts.locks import NPM_LOCK, header, pins, problems_in

HASHED = "django==5.2.1 \\\n    --hash=sha256:aa\n"


def test_a_lock_in_order_has_no_problems() -> None:
    assert problems_in(RUNTIME_LOCK, header() + HASHED) == []


@pytest.mark.parametrize(
    "line",
    ["--index-url https://index.example/simple", "--extra-index-url x", "--find-links /wheels", "a @ file:///a.whl"],
)
def test_addresses_are_refused(line: str) -> None:
    assert problems_in(RUNTIME_LOCK, f"{header()}{line}\n{HASHED}") == [f"{RUNTIME_LOCK.name}:2: names an address"]


def test_npm_addresses_are_refused() -> None:
    assert problems_in(NPM_LOCK, '{"resolved": "https://npm.example/a.tgz"}')


def test_a_package_without_hash_is_refused() -> None:
    assert problems_in(NODE_LOCK, f"{header()}{HASHED}wagtail==8.0.1\n") == [
        f"{NODE_LOCK.name}: a package without a hash"
    ]


def test_a_lock_of_other_dependencies_is_refused() -> None:
    assert "run make lock" in problems_in(RUNTIME_LOCK, "# Made by hand.\n" + HASHED)[0]


def test_pins_are_read_without_their_markers() -> None:
    assert pins("cffi==2.1.1 ; platform_python_implementation != 'PyPy' \\\n") == {"cffi": "2.1.1"}


def test_the_locks_of_the_project_are_in_order() -> None:
    locks.check()
