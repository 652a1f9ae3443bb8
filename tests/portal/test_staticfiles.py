from pathlib import Path

import pytest

from portal.staticfiles import ManifestStorage


def test_a_packages_file_that_is_left_out_keeps_its_name(tmp_path: Path) -> None:
    storage = ManifestStorage(location=tmp_path, base_url="/static/")
    assert storage.hashed_name("dkfds/fonts/old.eot") == "dkfds/fonts/old.eot"


def test_a_missing_file_of_the_portals_own_stops_the_collecting(tmp_path: Path) -> None:
    storage = ManifestStorage(location=tmp_path, base_url="/static/")
    with pytest.raises(ValueError, match=r"could not be found"):
        storage.hashed_name("css/missing.css")
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "own.css").write_text("p {}")
    assert storage.hashed_name("css/own.css").startswith("css/own.")
