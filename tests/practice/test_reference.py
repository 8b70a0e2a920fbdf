"""The reference beside one's own code: what is one's own, and how it fits the screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.notebooks.export import notebook_text
from grader.practice.reference import Comparison, compare
from grader.practice.sheet import sheet
from grader.reports.layout import cells
from tests.grading import catalogue

OWN = '''\
"""My file."""
import numpy as np

SCALE = 1.0


def helper(z):
    return z * SCALE


def relu(z):
    """Return max(0, z), entry by entry.

    Parameters
    ----------
    z : numpy array of any shape

    Returns
    -------
    numpy array of z's shape

    Example
    -------
    relu(np.array([[-2.0, 0.0, 3.0]]))  ->  [[0.0, 0.0, 3.0]]
    """
    # the larger one
    return np.maximum(helper(z), 0)
'''


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "01_relu.py"
    path.write_text(OWN)
    return path


def test_ones_own_code_is_shown_without_what_the_stub_gave(own: Path) -> None:
    found = compare(catalogue()["relu"], own)
    assert found.own == (
        "SCALE = 1.0\n\n\ndef helper(z):\n    return z * SCALE\n\n\n"
        "def relu(z):\n    # the larger one\n    return np.maximum(helper(z), 0)"
    )
    assert found.file == "01_relu.py"
    assert "np.maximum(0.0, z)" in found.reference
    assert found.notes.startswith("# relu: what an interviewer listens for")


def test_given_functions_and_stubs_are_not_ones_own(tmp_path: Path) -> None:
    exercise = catalogue()["backward_propagation"]
    path = tmp_path / "07_backward_propagation.py"
    path.write_text(exercise.stub)
    assert compare(exercise, path).own == ""
    path.write_text(exercise.stub.replace("raise NotImplementedError", "return {}"))
    own = compare(exercise, path).own
    assert own.startswith("def backward_propagation(")
    assert "def relu" not in own


def test_a_notebook_is_read_too(tmp_path: Path) -> None:
    exercise = catalogue()["relu"]
    path = tmp_path / "01_relu.ipynb"
    path.write_text(notebook_text(exercise).replace("raise NotImplementedError", "return z"))
    assert compare(exercise, path).own == "def relu(z):\n    return z\n\n\ndef relu_derivative(z):\n    return z"


def test_a_file_with_a_syntax_error_is_shown_as_it_is(own: Path) -> None:
    own.write_text("def relu(z:\n    return z\n")
    assert compare(catalogue()["relu"], own).own == "def relu(z:\n    return z"


def test_a_file_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert compare(catalogue()["relu"], tmp_path / "no.py").own == ""
    assert compare(catalogue()["relu"], None).file == ""


COMPARISON = Comparison(
    "relu", "01_relu.py", "def relu(z):\n    return np.where(z > 0, z, 0)  # " + "and so on " * 12,
    "def relu(z):\n    return np.maximum(0.0, z)", "# Notes\n\n- A **bold** claim.",
)  # fmt: skip


@pytest.mark.parametrize("width", [40, 50, 80, 115, 160])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    assert max(map(cells, sheet(COMPARISON, "ReLU", width=width, colour=False).splitlines())) <= width


def test_side_by_side_where_there_is_room_and_below_each_other_elsewhere() -> None:
    def row_of(text: str, width: int) -> int:
        rows = sheet(COMPARISON, "ReLU", width=width, colour=False).splitlines()
        return next(number for number, row in enumerate(rows) if text in row)

    assert row_of("yours: 01_relu.py", 120) == row_of("reference", 120)
    assert row_of("np.where", 80) < row_of("np.maximum", 80)
    assert row_of("yours: 01_relu.py", 80) < row_of("np.where", 80) < row_of("reference", 80)


def test_colour_changes_no_letter() -> None:
    plain, coloured = (sheet(COMPARISON, "ReLU", width=90, colour=colour) for colour in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert [line.rstrip() for line in re.sub(r"\x1b\[[\d;]*m", "", coloured).splitlines()] == plain.splitlines()


def test_what_a_file_holds_cannot_move_the_cursor(own: Path) -> None:
    own.write_text("def relu(z):\n    return z  # \x1b[2J\u202e\n")
    assert "\x1b" not in sheet(compare(catalogue()["relu"], own), "ReLU", width=80, colour=False)
