"""Draws docs/similar.png, the page of pairs to look at: ``python docs/similar_picture.py``.

Needs gradlings installed and Chromium on the path. The class is made up of files from this repository; two people in it
hand in the same answer, one with other names.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a clone that is not installed

from report_picture import photograph

from tests.similarity.disguises import renamed
from tests.similarity.test_page import GIVEN, OWN_WAY

ROOT = Path(__file__).resolve().parent.parent
SIZE = (1000, 1080)
NAMES = (
    "Alan",
    "Blaise",
    "Brook",
    "Carl",
    "Évariste",
    "George",
    "Henri",
    "Jacob",
    "Joseph",
    "Leonhard",
    "Maria",
    "Mary",
)


def main() -> None:
    """Grade nothing, compare the class, and take the picture."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, "submissions")
        folder.mkdir()
        variants = sorted((ROOT / "solutions" / "backward_propagation" / "variants").glob("*.py"))
        answers = {name: path.read_text(encoding="utf-8") for name, path in zip(NAMES, variants, strict=False)}
        own = "\n".join(line.partition("  # <")[0] for line in OWN_WAY.splitlines()) + "\n"
        answers |= {"Ada": own, "Emmy": renamed(own, {"backward_propagation", *GIVEN})}
        for name, text in answers.items():
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
        command = [sys.executable, "-P", "-m", "grader", "similar", "submissions", "-o", "similar.html"]
        subprocess.run(command, cwd=work, check=True, capture_output=True)
        photograph(Path(work, "similar.html"), ROOT / "docs" / "similar.png", SIZE)


if __name__ == "__main__":
    main()
