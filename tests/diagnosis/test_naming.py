"""What is said of a submission, beyond single mistakes of the catalogue, and what asking further may cost."""

from __future__ import annotations

import time

from grader.grading import engine
from grader.report import ExerciseReport
from tests.grading import catalogue, grade_sources

BACKWARD = """
def backward_propagation(parameters, cache, y_true, activation="relu"):
    depth = len(parameters) // 2
    slopes = {"relu": relu_derivative, "sigmoid": sigmoid_derivative, "tanh": tanh_derivative}
    error = {error}
    gradients = {}
    for layer in range(depth, 0, -1):
        gradients[f"dW{layer}"] = {weights}
        gradients[f"db{layer}"] = {bias}
        if layer > 1:
            error = error @ parameters[f"W{layer}"].T * slopes[activation](cache[f"Z{layer - 1}"])
    {end}
"""
RIGHT = {
    "{error}": "2.0 * (cache[f'A{depth}'] - y_true) / len(y_true)",
    "{weights}": "cache[f'A{layer - 1}'].T @ error",
    "{bias}": "error.sum(axis=0, keepdims=True)",
    "{end}": "return gradients",
}


def backward(**steps: str) -> ExerciseReport:
    """Grade a backward pass with some steps written otherwise."""
    text = BACKWARD
    for name, step in (RIGHT | {f"{{{name}}}": step for name, step in steps.items()}).items():
        text = text.replace(name, step)
    return grade_sources({"it": text}, catalogue()["backward_propagation"])["it"]


def grade(text: str, exercise: str) -> ExerciseReport:
    """Grade a text on an exercise."""
    return grade_sources({"it": "import numpy as np\n" + text}, catalogue()[exercise])["it"]


def names(report: ExerciseReport) -> list[str]:
    """Return the names of the mistakes that a report names."""
    return [mistake.name for mistake in report.mistakes]


def test_nothing_is_said_of_right_work():
    assert backward().verdict == "passed"
    assert not backward().mistakes


def test_a_mistake_is_named_whatever_else_is_in_the_dict():
    report = backward(bias="gradients.setdefault('notes', {}) and None or error.mean(axis=0, keepdims=True)")
    assert names(report) == ["bias_gradient_averaged"]


def test_two_mistakes_at_once_are_both_named():
    report = backward(error="(cache[f'A{depth}'] - y_true) / len(y_true)", bias="error.mean(axis=0, keepdims=True)")
    assert sorted(names(report)) == ["bias_gradient_averaged", "factor_two_missing"]


def test_a_wrong_value_and_a_wrong_shape_are_two_mistakes():
    assert sorted(names(backward(bias="error.mean(axis=0)"))) == ["bias_flat", "bias_gradient_averaged"]


def test_a_factor_that_no_catalogued_mistake_has_is_put_in_words():
    (mistake,) = backward(error="(y_true - cache[f'A{depth}']) / len(y_true)").mistakes
    assert mistake.says == "Every value is minus half what it should be."


def test_a_factor_of_samples_and_outputs_is_put_in_words():
    (mistake,) = backward(error="2.0 * (cache[f'A{depth}'] - y_true) / y_true.size ** 2").mistakes
    assert "the number of samples" in mistake.says
    assert "the number of outputs squared" in mistake.says


def test_a_result_that_is_printed_only_is_noticed():
    assert names(backward(end="print(gradients)")) == ["printed_not_returned"]
    assert names(backward(end="gradients.clear()")) == ["nothing_is_returned"]


def test_decimals_that_are_cut_off_are_noticed():
    report = backward(end="return {name: value.astype(int).astype(float) for name, value in gradients.items()}")
    assert names(report) == ["decimals_cut_off"]


def test_a_wrong_value_is_not_explained_by_a_mistake_that_overflows_where_it_does_not():
    report = grade("def sigmoid(z):\n    return 1 / (1 + np.exp(-np.clip(z, -3, 3)))\n", "sigmoid")
    assert report.verdict == "failed"
    assert not report.mistakes


def test_what_probes_print_or_how_long_they_take_is_not_in_the_report():
    body = "    {}\n    print('x')\n    return abs(z)\n"
    hanging = "import time\ndef relu(z):\n" + body.format("if abs(z).max() == 2.5: time.sleep(60)")  # asked by a probe
    began = time.monotonic()
    report = grade(hanging, "relu")
    assert time.monotonic() - began < 20
    assert report.verdict == "failed"
    assert report.printed == grade("def relu(z):\n" + body.format("pass"), "relu").printed


def test_a_bug_in_diagnosis_costs_the_diagnosis_alone(monkeypatch):
    def stumble(*_):
        raise RuntimeError

    monkeypatch.setattr(engine, "diagnose", stumble)
    report = grade("def relu(z):\n    return abs(z)\n", "relu")
    assert report.verdict == "failed"
    assert not report.mistakes


def test_first_wrong_array_is_pointed_out_in_the_order_of_computation():
    report = backward(bias="error.mean(axis=0, keepdims=True)")
    shown = [check.message for check in report.checks if "first_off" in check.counterexample]
    assert any("is the first that is off" in message or message.endswith("right.") for message in shown), shown


def test_a_smaller_input_takes_the_place_of_a_large_one():
    text = "def relu(z):\n    return np.where(z > 0, z, 0.01 * z * (z == -1))\n"
    report = grade(text, "relu")
    shown = [check.counterexample for check in report.checks if "call" in check.counterexample]
    assert any(example["call"] == "relu(np.array([[-1.]]))" for example in shown), shown
