"""A course in the real nbgrader: validated, released, and graded, in the kernel and outside."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from grader.platforms.nbgrader import CONFIGURATION, LINES, source_notebook
from tests.commands.test_grading import run
from tests.grading import catalogue
from tests.platforms.tools import RIGHT, WRONG, all_of, code_of, fill_in, leaks, read, script

FULL = {"relu-checks": 4.0, "relu_derivative-checks": 6.0}
PART = {"relu_derivative-checks": 5.0}  # of WRONG

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
TANH = "import numpy as np\ntanh = np.tanh\ndef tanh_derivative(z):\n    return z\n"
LEAVES_A_MARK = "\nopen({!r}, 'w').close()\n"
KERNEL_ENDS = "\nimport os\nos._exit(0)\n"

# Several of nbgrader's commands in one process: each start of it takes two seconds.
COMMANDS = """
import sys
from nbgrader.apps.nbgraderapp import NbGraderApp

def nbgrader(command):
    NbGraderApp.clear_instance()
    try:
        NbGraderApp.launch_instance(command.split())
    except SystemExit as ended:
        assert not ended.code, command
"""

VALIDATE_AND_RELEASE = """
import glob, nbformat
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.utils import compute_checksum

for path in glob.glob("source/week1/*.ipynb"):
    node = nbformat.read(path, as_version=4)
    MetadataValidator().validate_nb(node)
    for cell in node.cells:
        assert cell.metadata.nbgrader["schema_version"] == 3, cell
        assert cell.id == "own" or compute_checksum(cell) == cell.metadata.nbgrader["checksum"], cell
nbgrader("validate source/week1/relu.ipynb")
nbgrader("generate_assignment week1")
"""

GRADE_OUTSIDE_THEN_IN_THE_KERNEL = """
import json, os
from nbgrader.api import Gradebook
from nbgrader.apps.autogradeapp import AutogradeApp

def print_scores():
    with Gradebook("sqlite:///gradebook.db") as book:
        print("SCORES", json.dumps({
            submission.student.id: {grade.name: grade.auto_score for n in submission.notebooks for grade in n.grades}
            for submission in book.assignment_submissions("week1")
        }))

nbgrader("autograde week1")
print_scores()
os.remove("nbgrader_config.py")
AutogradeApp.clear_instance()  # with its configuration
nbgrader("autograde week1 --student tricks --force")
print_scores()
"""


def hand_in(course: Path, student: str, text: str, function: str = "relu") -> None:
    """Submit the released notebook of a function's exercise, with ``text`` in the cell to be filled in."""
    node = fill_in(read(course / "release" / "week1" / f"{function}.ipynb"), function, text)
    path = course / "submitted" / student / "week1" / f"{function}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(node, path)


def grade(course: Path) -> list[dict[str, dict[str, float]]]:
    """Have submissions graded, first as exported, then one of them without our lines in nbgrader's configuration.

    Returns
    -------
    The scores of every student's check cells that are not 0, after either.
    """
    said = script(COMMANDS + GRADE_OUTSIDE_THEN_IN_THE_KERNEL, cwd=course)
    lines = [line.removeprefix("SCORES") for line in said.splitlines() if line.startswith("SCORES")]
    return [
        {student: {name: score for name, score in grades.items() if score} for student, grades in found.items()}
        for found in map(json.loads, lines)
    ]


def add_a_cell_of_the_instructors_own(notebook: Path) -> None:
    """Let an instructor add a graded cell that needs a kernel."""
    node = read(notebook)
    metadata = {"schema_version": 3, "grade_id": "own", "grade": True, "locked": True, "solution": False, "points": 1}
    cell = nbformat.v4.new_code_cell("assert tanh(0.0) == 0.0", id="own", metadata={"nbgrader": metadata})
    node.cells.append(cell)
    nbformat.write(node, notebook)


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
    add_a_cell_of_the_instructors_own(course / "source" / "week1" / "tanh.ipynb")
    said = script(COMMANDS + VALIDATE_AND_RELEASE, cwd=course)
    assert "Success! Your notebook passes all the tests." in said
    for exercise in catalogue():
        released = course / "release" / "week1" / f"{exercise.name}.ipynb"
        text = code_of(read(released))
        assert text.count("raise NotImplementedError") == len(exercise.functions)
        assert "score(" not in text
        assert not leaks(all_of(released), exercise)
        assert leaks(all_of(course / "source" / "week1" / released.name), exercise)

    mark = course / "mark"
    for student, text in {
        "right": RIGHT,
        "wrong": WRONG,
        "tricks": WRONG + KNOWN_TRICKS,
        "forged": WRONG + FORGED_OUTPUT,
        "ends": WRONG + KERNEL_ENDS,
        "syntax": "def relu(z:\n    return z",
    }.items():
        hand_in(course, student, text)
    hand_in(course, "no checks", WRONG + LEAVES_A_MARK.format(str(mark)))
    submitted = course / "submitted" / "no checks" / "week1" / "relu.ipynb"
    node = read(submitted)
    node.cells = [cell for cell in node.cells if not cell.id.endswith("-checks")]
    nbformat.write(node, submitted)
    hand_in(course, "mixed", TANH + FORGED_OUTPUT, "tanh")
    outside, in_the_kernel = grade(course)
    assert outside == {
        "right": FULL,
        "wrong": PART,
        "tricks": PART,
        "forged": PART,
        "ends": PART,
        "syntax": {},
        "no checks": {},
        "mixed": {"own": 1.0, "tanh-checks": catalogue()["tanh"].functions["tanh"]},
    }
    assert not mark.exists()  # nothing to grade is no reason to run it
    checks = [cell for cell in read(course / "autograded/wrong/week1/relu.ipynb").cells if cell.id.endswith("-checks")]
    said = "".join(output.get("text", "") for cell in checks for output in cell.outputs)
    assert "relu  ReLU and its derivative  0/4 not yet" in said
    assert all(output.get("name") != "stderr" for cell in checks for output in cell.outputs)

    assert in_the_kernel["tricks"] == PART  # the known one-line tricks earn nothing there either
    was_run = {
        student: any(cell.id == "relu-work" and cell.execution_count for cell in read(path).cells)
        for student in ("tricks", "forged")
        for path in [course / "autograded" / student / "week1" / "relu.ipynb"]
    }
    assert was_run == {"tricks": True, "forged": False}


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
