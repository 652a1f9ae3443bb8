"""Long files are found; migrations, locks and content are let off."""

import subprocess
from pathlib import Path

from scripts.files import LONGEST, too_long


def test_long_files_are_named_with_their_length(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    for name in ("a.py", "app/migrations/0001.py", "home/demo/plan.py", "requirements.txt", "short.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x\n" * (10 if name == "short.html" else LONGEST + 1))
    assert too_long(tmp_path) == [f"a.py: {LONGEST + 1} lines"]
