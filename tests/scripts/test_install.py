"""Stamps tell what is installed, so that a second run does nothing."""

from pathlib import Path

import pytest

from scripts import install
from scripts.console import Failure


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.txt"
    path.write_text("django==5.2.1\n")
    return path


def test_a_stamped_folder_is_installed_until_the_lock_changes(tmp_path: Path, lock: Path) -> None:
    assert not install.is_installed(tmp_path, lock)
    install.write_stamp(tmp_path, lock)
    assert install.is_installed(tmp_path, lock)
    lock.write_text("django==5.2.2\n")
    assert not install.is_installed(tmp_path, lock)


def test_a_broken_stamp_means_not_installed(tmp_path: Path, lock: Path) -> None:
    (tmp_path / install.STAMP).write_text("{")
    assert not install.is_installed(tmp_path, lock)


def test_the_development_lock_serves_for_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "VENV", tmp_path)
    install.write_stamp(tmp_path, install.DEVELOPMENT_LOCK)
    monkeypatch.setattr(install, "make_environment", lambda folder: pytest.fail("nothing to do"))
    install.install_python(development=False)
    install.install_python(development=True)


def test_npm_comes_from_a_python_package_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = []
    monkeypatch.setattr(install, "NODE_VENV", tmp_path)
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr(install, "make_environment", lambda folder: None)
    monkeypatch.setattr(install, "install_locked", lambda folder, lock, *options: installed.append(lock.name))
    npm, environment = install.find_npm()
    assert installed == ["requirements-node.txt"]
    assert npm == str(tmp_path / "bin" / "npm")
    assert environment["PATH"].startswith(str(tmp_path / "bin"))


def test_an_environment_that_cannot_be_made_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path, **options: bool) -> None:
        raise ImportError("No module named ensurepip")

    monkeypatch.setattr("venv.create", refuse)
    with pytest.raises(Failure, match="python3-venv"):
        install.make_environment(tmp_path / "new")
