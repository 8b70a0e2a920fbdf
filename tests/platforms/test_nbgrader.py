"""A course in the real nbgrader: validated, released, and graded, in the kernel and outside."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from grader.platforms.nbgrader import CONFIGURATION, LINES, source_notebook
from tests.commands.test_grading import run
from tests.grading import catalogue
from tests.platforms.tools import RIGHT, WRONG, WRONG_SCORE, code_of, fill_in, leaks, read, script, tool

FULL = {"relu": 4.0, "relu_derivative": 6.0}

# One line each, run in the notebook before its check cells.
KNOWN_TRICKS = """
import builtins, json, subprocess, types, pytest, numpy as np
import grader, grader.platforms.kernel, grader.platforms.rating, grader.platforms.judgement
np.allclose = np.array_equal = lambda *a, **k: True
np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None
pytest.main = lambda *a, **k: 0
grader.check = grader.score = lambda *a, **k: 10.0
grader.platforms.kernel.score = lambda name: {"relu": 4.0, "relu_derivative": 6.0}[name]
grader.platforms.judgement.points_of = lambda *a: 10.0
subprocess.run = lambda *a, **k: types.SimpleNamespace(stdout=json.dumps({"score": 4.0, "text": "all good"}))
score = lambda name: 4.0
builtins.print = lambda *a, **k: None
"""

# What only grading outside of the kernel withstands.
FORGED_OUTPUT = """
get_ipython().display_formatter.formatters["text/plain"].for_type(float, lambda value, p, cycle: p.text("4.0"))
"""
KERNEL_ENDS = "\nimport os\nos._exit(0)\n"

SCORES = """
import json
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    print("SCORES", json.dumps({
        submission.student.id: {grade.name: grade.auto_score for n in submission.notebooks for grade in n.grades}
        for submission in book.assignment_submissions("week1")
    }))
"""

OWN_CHECKSUMS = """
import json, sys
import nbformat
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.utils import compute_checksum
for path in sys.argv[1:]:
    node = nbformat.read(path, as_version=4)
    MetadataValidator().validate_nb(node)
    for cell in node.cells:
        assert cell.metadata.nbgrader["schema_version"] == 3, cell
        assert compute_checksum(cell) == cell.metadata.nbgrader["checksum"], cell
print("CHECKED", len(sys.argv) - 1)
"""


def hand_in(course: Path, student: str, text: str) -> None:
    """Submit the released notebook of relu, with ``text`` in the cell to be filled in."""
    node = fill_in(read(course / "release" / "week1" / "relu.ipynb"), "relu", text)
    path = course / "submitted" / student / "week1" / "relu.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(node, path)


def scores(course: Path) -> dict[str, dict[str, float]]:
    """Return what the gradebook says of relu, by student and function."""
    line = next(line for line in script(SCORES, cwd=course).splitlines() if line.startswith("SCORES"))
    found = json.loads(line.removeprefix("SCORES"))
    return {student: {name: grades[f"{name}-checks"] for name in FULL} for student, grades in found.items()}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Export every exercise as an assignment."""
    course = tmp_path / "course"
    done = run("export", "--all", "--for", "nbgrader", "--assignment", "week1", "-o", str(course), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return course


def test_a_course_from_export_to_grades(course: Path) -> None:
    sources = sorted((course / "source" / "week1").glob("*.ipynb"))
    assert [path.stem for path in sources] == sorted(exercise.name for exercise in catalogue())
    assert f"CHECKED {len(sources)}" in script(OWN_CHECKSUMS, *sources, cwd=course)
    assert "Success! Your notebook passes all the tests." in tool(
        "nbgrader", "validate", "source/week1/relu.ipynb", cwd=course
    )

    tool("nbgrader", "generate_assignment", "week1", cwd=course)
    for exercise in catalogue():
        released = course / "release" / "week1" / f"{exercise.name}.ipynb"
        text = code_of(read(released))
        assert text.count("raise NotImplementedError") == len(exercise.functions)
        assert "score(" not in text
        assert not leaks(released.read_text(encoding="utf-8"), exercise)

    for student, text in {
        "right": RIGHT,
        "wrong": WRONG,
        "tricks": WRONG + KNOWN_TRICKS,
        "forged": WRONG + FORGED_OUTPUT,
        "ends": WRONG + KERNEL_ENDS,
        "syntax": "def relu(z:\n    return z",
    }.items():
        hand_in(course, student, text)
    tool("nbgrader", "autograde", "week1", cwd=course)
    nothing = dict.fromkeys(FULL, 0.0)
    assert scores(course) == {
        "right": FULL,
        "wrong": WRONG_SCORE,
        "tricks": WRONG_SCORE,
        "forged": WRONG_SCORE,
        "ends": WRONG_SCORE,
        "syntax": nothing,
    }
    checks = [cell for cell in read(course / "autograded/wrong/week1/relu.ipynb").cells if cell.id.endswith("-checks")]
    said = "".join(output.get("text", "") for cell in checks for output in cell.outputs)
    assert "relu  ReLU and its derivative  0/4 not yet" in said
    assert all(output.get("name") != "stderr" for cell in checks for output in cell.outputs)

    # Without our lines in the configuration, cells are graded in the kernel: the known one-line tricks earn nothing.
    (course / CONFIGURATION).unlink()
    tool("nbgrader", "autograde", "week1", "--student", "tricks", "--force", cwd=course)
    assert scores(course)["tricks"] == WRONG_SCORE


def test_a_configuration_of_the_instructors_own_is_left_alone(tmp_path: Path) -> None:
    configuration = tmp_path / CONFIGURATION
    configuration.write_text("c = get_config()\n")
    done = run("export", "relu", "--for", "nbgrader", cwd=tmp_path)
    assert done.returncode == 0
    assert configuration.read_text() == "c = get_config()\n"
    assert all(line in done.stderr for line in LINES)
    configuration.write_text("\n".join(LINES))
    assert run("export", "relu", "--for", "nbgrader", cwd=tmp_path).stderr == ""


def test_cells_say_what_they_are_worth_and_two_exports_are_alike() -> None:
    exercise = catalogue()["relu"]
    text = source_notebook(exercise)
    assert text == source_notebook(exercise)
    kinds = {
        cell.id: (cell.metadata.nbgrader.grade, cell.metadata.nbgrader.locked, cell.metadata.nbgrader.solution)
        for cell in nbformat.reads(text, as_version=4).cells
    }
    assert kinds == {
        "relu-brief": (False, True, False),
        "relu-work": (False, False, True),
        "relu-checks": (True, True, False),
        "relu_derivative-checks": (True, True, False),
    }
