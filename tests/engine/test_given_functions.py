"""One bug costs one exercise, and what is right as a whole is right."""

from __future__ import annotations

from pathlib import Path

from grader.boundary.launch import Zygote
from grader.grading.run import grade_here
from grader.report import ExerciseReport
from grader.submissions.discovery import find_submissions
from tests.grading import catalogue

BACKWARD = """
import numpy as np

def sigmoid_derivative(a):
    return a * (1 - a)

def tanh_derivative(a):
    return 1 - a ** 2

def relu_derivative(a):
    return 1.0 * (a > 0)

def backward_propagation(parameters, cache, y_true, activation="relu"):
    slope = {"relu": relu_derivative, "sigmoid": sigmoid_derivative, "tanh": tanh_derivative}[activation]
    depth = len(parameters) // 2
    dZ = 2 / len(y_true) * (cache[f"A{depth}"] - y_true)
    gradients = {}
    for layer in range(depth, 0, -1):
        gradients[f"dW{layer}"] = cache[f"A{layer - 1}"].T @ dZ
        gradients[f"db{layer}"] = dZ.sum(axis=0, keepdims=True)
        if layer > 1:
            dZ = dZ @ parameters[f"W{layer}"].T * slope(cache[f"A{layer - 1}"])
    return gradients
"""

FORWARD_WITH_A_WRONG_RELU = """
import numpy as np

def relu(z):
    return np.abs(z)

def relu_derivative(z):
    return np.sign(z)

def forward_propagation(X, parameters, activation="relu"):
    cache = {"A0": X}
    depth = len(parameters) // 2
    for layer in range(1, depth + 1):
        Z = cache[f"A{layer - 1}"] @ parameters[f"W{layer}"] + parameters[f"b{layer}"]
        function = {"relu": relu, "sigmoid": sigmoid, "tanh": np.tanh}[activation]
        cache[f"Z{layer}"], cache[f"A{layer}"] = Z, Z if layer == depth else function(Z)
    return cache[f"A{depth}"], cache
"""


def grade_text(tmp_path: Path, text: str, *exercises: str) -> dict[str, ExerciseReport]:
    """Grade one file and return the reports by exercise."""
    bank = catalogue()
    path = tmp_path / "work.py"
    path.write_text(text)
    submissions = list(find_submissions(path, bank, [bank[name] for name in exercises]))
    with Zygote() as zygote:
        report = grade_here(submissions, bank, zygote)
    return {exercise.name: exercise for exercise in report.submissions[0].exercises}


def test_helpers_of_ones_own_with_another_meaning_may_make_a_right_whole(tmp_path: Path) -> None:
    report = grade_text(tmp_path, BACKWARD, "backward_propagation")["backward_propagation"]
    assert report.verdict == "passed", [check.message for check in report.checks if check.message]


def test_one_bug_costs_one_exercise(tmp_path: Path) -> None:
    reports = grade_text(tmp_path, FORWARD_WITH_A_WRONG_RELU)
    assert list(reports) == ["relu", "forward_propagation"]
    assert reports["relu"].verdict == "failed"
    assert reports["forward_propagation"].verdict == "passed"


def test_a_function_that_is_not_written_yet_fails_no_check(tmp_path: Path) -> None:
    done = "import numpy as np\ndef relu(z): return np.maximum(0, z)\n"
    for rest in ("", "def relu_derivative(z):\n    raise NotImplementedError\n"):
        report = grade_text(tmp_path, done + rest)["relu"]
        assert (report.verdict, report.score) == ("failed", 4)
        assert report.message == "relu_derivative is not written yet."
        assert {check.status for check in report.checks if check.function == "relu"} == {"passed"}
        assert {check.status for check in report.checks if check.function == "relu_derivative"} == {"skipped"}


def test_a_function_that_raises_not_implemented_in_its_own_way_is_not_attempted(tmp_path: Path) -> None:
    text = "def relu(z):\n    todo()\ndef relu_derivative(z):\n    todo()\ndef todo():\n    raise NotImplementedError\n"
    assert grade_text(tmp_path, text)["relu"].verdict == "not_attempted"


def test_dicts_may_hold_entries_under_unusual_keys(tmp_path: Path) -> None:
    text = BACKWARD.replace("gradients = {}", "gradients = {('note', 1): 'mine', None: 0, 1.5: 'x'}")
    assert grade_text(tmp_path, text)["backward_propagation"].verdict == "passed"


def test_a_number_that_underflows_to_zero_is_no_fault(tmp_path: Path) -> None:
    text = (
        "import numpy as np\nnp.seterr(all='warn')\n"
        "def sigmoid(z):\n    e = np.exp(-np.abs(z))\n    return np.where(z > 0, 1 / (1 + e), e / (1 + e))\n"
        "def sigmoid_derivative(z):\n    e = np.exp(-np.abs(z))\n    return e / (1 + e) ** 2\n"
    )
    assert grade_text(tmp_path, text)["sigmoid"].verdict == "passed"
