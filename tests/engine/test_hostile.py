"""What a submission does to the kit costs itself and earns nothing; the kernel walls are tested elsewhere."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from grader.boundary.launch import Zygote
from grader.boundary.messages import Chunk
from grader.grading.lanes import Lanes
from grader.submissions.attempts import Attempt
from grader.submissions.discovery import Submission
from tests.commands.test_grading import RIGHT, run
from tests.engine.test_given_functions import grade_text
from tests.grading import catalogue, grade_sources

DERIVATIVE = "def relu_derivative(z): return (z > 0).astype(float)\n"
KIT = """
from grader.suite.reference import load_reference
from grader.catalogue import load_catalogue
relu = load_reference(load_catalogue().find("relu")).relu
def relu_derivative(z): return z
"""


def test_the_kit_cannot_be_imported_in_a_worker(tmp_path: Path) -> None:
    report = grade_text(tmp_path, KIT)["relu"]
    assert (report.verdict, report.score) == ("not_gradable", 0)
    assert "No module named 'grader.suite'" in report.message


def test_a_downloaded_notebook_may_keep_its_check_cell(tmp_path: Path) -> None:
    calls = "from grader import check, hint\ncheck('relu')\nhint('relu')\n"
    assert grade_text(tmp_path, RIGHT + calls)["relu"].verdict == "passed"


@pytest.mark.parametrize("exercise", list(catalogue()), ids=lambda exercise: exercise.name)
def test_functions_that_return_nothing_earn_nothing(exercise) -> None:
    text = "".join(f"def {name}(*args, **kwargs):\n    pass\n" for name in exercise.functions)
    assert grade_sources({"nothing": text}, exercise)["nothing"].score == 0


@pytest.mark.parametrize("slope", ["(z > 0) + 1j * np.cos(z)", "(z > 0).astype(float).astype(str)"])
def test_slopes_that_are_no_real_numbers_earn_only_their_shape(tmp_path: Path, slope: str) -> None:
    text = RIGHT.replace("(z > 0).astype(float)", slope)
    report = grade_text(tmp_path, text)["relu"]
    assert sum(check.points for check in report.checks if check.function == "relu_derivative") <= 1


KILLS_ITS_PARENT = "import os\ndef relu(z):\n    os.kill(os.getppid(), {signal})\n    os._exit(1)\n" + DERIVATIVE


@pytest.mark.parametrize("lanes", [1, 2])
@pytest.mark.parametrize("signal", [9, 19])
def test_where_no_wall_stops_it_a_submission_that_ends_the_zygote_costs_itself_only(lanes: int, signal: int) -> None:
    texts = {f"s{number}": RIGHT for number in range(4)}
    texts["s1x"] = KILLS_ITS_PARENT.format(signal=signal)
    submissions = [
        Submission(name, f"{name}.py", [Attempt("relu", [Chunk(f"{name}.py", text)])])
        for name, text in sorted(texts.items())
    ]
    with Lanes([Zygote({"rlimits"}) for _ in range(lanes)], catalogue()) as pool:
        pool.open(submissions)
        reports = [done.report for some in pool.grade(submissions) for done in some]
    verdicts = {report.name: report.exercises[0].verdict for report in reports}
    assert verdicts == {"s0": "passed", "s1": "passed", "s1x": "crashed", "s2": "passed", "s3": "passed"}


def test_the_walls_keep_a_submission_from_signalling_the_zygote(tmp_path: Path) -> None:
    report = grade_text(tmp_path, KILLS_ITS_PARENT.format(signal=9))["relu"]
    assert report.verdict == "failed"
    assert "PermissionError" in report.checks[0].message


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "bob.py").symlink_to(catalogue()["relu"].solution_path)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "alice.py").write_text(RIGHT)
    report = json.loads(run("grade", ".", "--json", cwd=tmp_path).stdout)
    found = {s["name"]: s["exercises"][0] for s in report["submissions"]}
    assert set(found) == {"alice", "bob"}
    assert found["bob"]["message"] == "bob.py is a link to another file; hand in the file itself."


def test_a_file_name_that_is_no_utf8_is_written_as_well_as_can_be(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"b\xff.py")).write_text(RIGHT)
    done = run("grade", ".", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["submissions"][0]["name"] == "b�"


@pytest.mark.parametrize(
    "body",
    [
        "raise ValueError('\\ud800')",
        "print('\\ud800'); return np.maximum(0, z)",
        "import warnings; warnings.warn('\\ud800')",
    ],
)
def test_text_that_no_frame_can_carry_is_replaced(tmp_path: Path, body: str) -> None:
    report = grade_text(tmp_path, f"import numpy as np\ndef relu(z):\n    {body}\n{DERIVATIVE}")["relu"]
    assert report.verdict in ("failed", "passed"), report.message
    assert report.score >= 6


def test_names_of_keys_and_classes_reach_no_terminal_raw(tmp_path: Path) -> None:
    text = "def initialize_parameters(*args, **kwargs):\n    return {'\\x1b[31mRED\\x07': 1}\n"
    report = grade_text(tmp_path, text)["initialize_parameters"]
    assert "\x1b" not in "".join(check.message for check in report.checks)


def test_a_notebook_of_magics_costs_no_time(tmp_path: Path) -> None:
    cells = [{"cell_type": "code", "source": "%foo\n" * 20_000 + " " * 50_000 + "x x"}]
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": cells}))
    assert run("grade", "n.ipynb", cwd=tmp_path).returncode == 1


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("import scipy", "The file imports a package that is not available here: ModuleNotFoundError: No module named"),
        ("import scipy", "It may import numpy, matplotlib and the standard library"),
        ("import ssl", "The file imports a part of the standard library that is not available here: ImportError"),
        ("import os; os.listdir('/')", "The file does something while it is imported that is not allowed here"),
        ("import os; os.fork()", "starts no processes and reaches no network"),
    ],
)
def test_what_is_not_allowed_while_importing_is_said_in_a_sentence(tmp_path: Path, statement: str, says: str) -> None:
    report = grade_text(tmp_path, f"{statement}\n{RIGHT}")["relu"]
    assert report.verdict == "not_gradable"
    assert says in report.message
    assert "site-packages" not in report.message
