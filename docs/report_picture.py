"""Draws docs/report.png and docs/candidate.png, pages of a graded class: ``python docs/report_picture.py``.

Needs gradlings installed and Chromium on the path. The class is made up of files from this repository: right ones from
``solutions/*/variants``, wrong ones from ``tests/diagnosis/corpus``; its grades are what ``gradlings grade`` says.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
CLASS_SIZE, CANDIDATE_SIZE = (1200, 1560), (1000, 1180)
PORTRAYED = "Blaise_Pascal"

EXERCISES = (
    "relu", "sigmoid", "mean_squared_error", "initialize_parameters", "forward_propagation", "backward_propagation",
)  # fmt: skip
NAMES = (
    "Ada Lovelace", "Alan Turing", "Blaise Pascal", "Brook Taylor", "Carl Gauss", "Emmy Noether", "Évariste Galois",
    "George Boole", "Grace Hopper", "Henri Poincaré", "Jacob Bernoulli", "Joseph Fourier", "Katherine Johnson",
    "Leonhard Euler", "Maria Agnesi", "Mary Cartwright", "Niels Abel", "Pafnuty Chebyshev", "Pierre Laplace",
    "Rózsa Péter", "Sophie Germain", "Srinivasa Ramanujan", "Zu Chongzhi", "Иван Павлов",
)  # fmt: skip


def write_class(folder: Path, seed: int = 6) -> None:
    """Write a folder for each candidate, with right, wrong, unreadable and missing files."""
    draw = random.Random(seed)
    wrong = {name: sorted((ROOT / "tests" / "diagnosis" / "corpus" / name).glob("*.py")) for name in EXERCISES}
    for files in wrong.values():
        draw.shuffle(files)  # the first are the common mistakes
    for name in NAMES:
        skill = draw.uniform(0.3, 1.0)
        (folder / name).mkdir(parents=True)
        for exercise in EXERCISES:
            right = sorted((ROOT / "solutions" / exercise / "variants").glob("*.py"))
            if draw.random() < 0.08:
                continue  # not attempted
            mistakes = draw.choices(wrong[exercise], [0.5**rank for rank in range(len(wrong[exercise]))])
            file = draw.choice(right) if draw.random() < skill else mistakes[0]
            text = file.read_text(encoding="utf-8")
            if draw.random() < 0.03:
                text = text.replace("return ", "return (", 1)
            (folder / name / f"{exercise}.py").write_text(text, encoding="utf-8")


def write_report(work: Path) -> Path:
    """Grade the class in ``work`` and return the folder of reports."""
    write_class(work / "submissions")
    command = [sys.executable, "-P", "-m", "grader", "grade", "submissions", "--out", "reports"]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    if done.returncode != 1:
        raise RuntimeError(f"grade ended with {done.returncode}: {done.stderr}")
    return work / "reports"


def photograph(page: Path, picture: Path, size: tuple[int, int], *options: str) -> None:
    """Take a picture of ``page`` in Chromium, in a fresh profile."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--kiosk",
            f"--user-data-dir={profile}", "--hide-scrollbars", f"--screen-info={{{size[0]}x{size[1]}}}", *options,
            f"--screenshot={picture}", page.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, capture_output=True, check=True, timeout=120)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        reports = write_report(Path(work))
        photograph(reports / "report.html", DOCS / "report.png", CLASS_SIZE)
        photograph(reports / "candidates" / f"{PORTRAYED}.html", DOCS / "candidate.png", CANDIDATE_SIZE)
