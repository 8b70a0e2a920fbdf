"""Draws docs/report.png, the HTML report of a graded folder: ``python docs/report_picture.py``.

Needs gradlings installed and Chromium on the path. The folder is made of right solutions from the tests and of mistakes
written into them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOLUTIONS = ROOT / "solutions"
PICTURE = ROOT / "docs" / "report.png"
SIZE = (1200, 1180)

# candidate → exercise → a right solution, and what to change in it to make a mistake.
COHORT: dict[str, dict[str, tuple[str, str, str]]] = {
    "Ada Lovelace": {
        "relu": ("where", "", ""),
        "sigmoid": ("piecewise", "", ""),
        "mean_squared_error": ("loops", "", ""),
        "update_parameters": ("loops", "", ""),
    },
    "Blaise Pascal": {
        "relu": ("where", "z > 0, 1.0", "z >= 0, 1.0"),
        "sigmoid": ("piecewise", "", ""),
        "mean_squared_error": ("loops", "2 * (y_pred[i, j] - y_true[i, j])", "2 * (y_true[i, j] - y_pred[i, j])"),
        "update_parameters": ("loops", "", ""),
    },
    "Emmy Noether": {
        "relu": ("where", "", ""),
        "sigmoid": ("piecewise", "numpy.piecewise(x, [x < 0], [lambda t: numpy.exp(t) / (1 + numpy.exp(t)), "
                    "lambda t: 1 / (1 + numpy.exp(-t))])", "1 / (1 + numpy.exp(-x))"),
        "mean_squared_error": ("loops", "", ""),
    },
    "Srinivasa Ramanujan": {
        "relu": ("where", "", ""),
        "update_parameters": ("loops", "p[i, j] - learning_rate", "p[i, j] + learning_rate"),
    },
    "Иван Павлов": {
        "relu": ("where", "return np.where(z > 0, z, 0.0)", "return np.where(z > 0, z, 0.0"),
        "sigmoid": ("piecewise", "", ""),
    },
}  # fmt: skip


def write_cohort(folder: Path) -> None:
    """Write the submissions into ``folder``: files for most, a notebook for the first."""
    for candidate, work in COHORT.items():
        for exercise, (variant, right, wrong) in work.items():
            text = (SOLUTIONS / exercise / "variants" / f"{variant}.py").read_text(encoding="utf-8")
            if right not in text:
                raise ValueError(f"{exercise}/{variant}.py has changed: it no longer holds {right!r}.")
            path = folder / candidate / f"{exercise}.py"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text.replace(right, wrong) if right else text, encoding="utf-8")
    cells = [{"cell_type": "code", "source": file.read_text()} for file in (folder / "Ada Lovelace").glob("*.py")]
    shutil.rmtree(folder / "Ada Lovelace")
    (folder / "Ada Lovelace.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")


def write_report(work: Path) -> Path:
    """Grade the cohort in ``work`` and return the HTML report."""
    (work / "submissions").mkdir()
    write_cohort(work / "submissions")
    command = [sys.executable, "-P", "-m", "grader", "grade", "submissions", "--out", "reports"]
    subprocess.run(command, cwd=work, capture_output=True, check=False)
    return work / "reports" / "report.html"


def photograph(page: Path, picture: Path, size: tuple[int, int], *options: str) -> None:
    """Take a picture of ``page`` in Chromium, in a fresh profile."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            f"--user-data-dir={profile}", "--hide-scrollbars", f"--window-size={size[0]},{size[1]}", *options,
            f"--screenshot={picture}", page.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, capture_output=True, check=True, timeout=120)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        photograph(write_report(Path(work)), PICTURE, SIZE)
