"""The mistake is named when the outputs match exactly one, and not otherwise."""

from __future__ import annotations

from pathlib import Path

from grader.report import ExerciseReport
from tests.engine.test_given_functions import BACKWARD, grade_text
from tests.grading import catalogue

RELU = "import numpy as np\ndef relu(z):\n    return np.maximum(0, z)\ndef relu_derivative(z):\n    return {slope}\n"


def mistakes(report: ExerciseReport) -> list[str]:
    """Return the names of the mistakes that a report names."""
    return [mistake.name for mistake in report.mistakes]


def test_a_mistake_written_in_another_way_is_named(tmp_path: Path) -> None:
    text = RELU.format(slope="np.array([0.0 if x < 0 else 1.0 for x in z.ravel()]).reshape(z.shape)")
    assert mistakes(grade_text(tmp_path, text)["relu"]) == ["one_at_zero"]


def test_nothing_is_said_of_a_mistake_that_is_not_in_the_catalogue(tmp_path: Path) -> None:
    assert mistakes(grade_text(tmp_path, RELU.format(slope="(z > 0) * 3.0"))["relu"]) == []


def test_nothing_is_said_of_right_work(tmp_path: Path) -> None:
    assert mistakes(grade_text(tmp_path, RELU.format(slope="(z > 0) * 1.0"))["relu"]) == []


def test_each_function_may_have_its_own_mistake(tmp_path: Path) -> None:
    text = RELU.format(slope="(z >= 0) * 1.0").replace("np.maximum(0, z)", "abs(z)")
    assert mistakes(grade_text(tmp_path, text)["relu"]) == ["absolute", "one_at_zero"]


def test_the_seeds_loss_averaged_over_outputs_is_found_and_explained(tmp_path: Path) -> None:
    text = (
        "import numpy as np\n"
        "def mean_squared_error(y_true, y_pred):\n    return np.mean((y_true - y_pred) ** 2)\n"
        "def mean_squared_error_derivative(y_true, y_pred):\n    return 2 / len(y_true) * (y_pred - y_true)\n"
    )
    report = grade_text(tmp_path, text)["mean_squared_error"]
    assert mistakes(report) == ["averaged_over_outputs"]
    lost = {check.function for check in report.checks if check.status == "failed"}
    assert lost == {"mean_squared_error"}


def test_planted_functions_are_planted_again_while_mistakes_are_compared(tmp_path: Path) -> None:
    exercise = catalogue()["gradient_check"]
    text = exercise.solution_path.read_text(encoding="utf-8") + "\n_right = gradient_check\n"
    text += "def gradient_check(parameters, X, y_true, activation='relu', epsilon=1e-7):\n"
    text += "    return _right(parameters, X, y_true, 'relu', epsilon)\n"
    report = grade_text(tmp_path, text, "gradient_check")["gradient_check"]
    assert report.verdict == "failed"
    assert mistakes(report) == ["activation_ignored"]


def test_a_slip_in_the_backward_pass_is_named(tmp_path: Path) -> None:
    text = BACKWARD.replace("dZ.sum(axis=0, keepdims=True)", "dZ.mean(axis=0, keepdims=True)")
    assert mistakes(grade_text(tmp_path, text)["backward_propagation"]) == ["bias_gradient_averaged"]
