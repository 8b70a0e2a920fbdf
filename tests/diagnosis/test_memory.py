"""What is remembered from one submission to the next changes nothing that is said."""

from __future__ import annotations

import numpy as np

from grader.diagnosis.memory import remembered
from grader.suite.candidate import CallRecord
from tests.grading import catalogue, grade_sources

EXERCISE = catalogue()["sigmoid"]
NAIVE = "import numpy as np\ndef sigmoid(z): return 1 / (1 + np.exp(-z))\n"
SOURCES = {
    "of the output": NAIVE + "def sigmoid_derivative(z): return z * (1 - z)\n",
    "unheard of": NAIVE + "def sigmoid_derivative(z): return np.cos(z) / 3\n",
    "stopped": NAIVE + "def sigmoid_derivative(z): raise ValueError(z.shape)\n",
}


def call(*arguments: object, **planted: object) -> CallRecord:
    return CallRecord("sigmoid", arguments, {}, planted, None, None, (), (), "")  # type: ignore[arg-type]


def test_the_first_and_the_last_to_make_a_mistake_are_told_the_same() -> None:
    order = [*SOURCES, *reversed(SOURCES)]
    reports = grade_sources({f"{number}{name}": SOURCES[name] for number, name in enumerate(order)}, EXERCISE)
    said = [
        (report.mistakes, [(check.message.replace(name, name[1:]), check.counterexample) for check in report.checks])
        for name, report in reports.items()
    ]
    assert said[:3] == said[:2:-1]


def test_calls_are_told_apart_by_every_bit_of_their_arguments() -> None:
    one = remembered(EXERCISE, call(np.array([0.0, 1.0])))
    assert remembered(EXERCISE, call(np.array([0.0, 1.0]))) is one
    for other in (
        call(np.array([-0.0, 1.0])),
        call(np.array([0.0, 1.0], dtype=np.float32)),
        call(np.array([[0.0, 1.0]])),
        call([0.0, 1.0]),
        call(np.array([0.0, 1.0]), 0.0),
    ):
        assert remembered(EXERCISE, other) is not one
    assert remembered(catalogue()["sigmoid"], call(np.array([0.0, 1.0]))) is not one  # a bank that was read anew


def test_calls_with_functions_are_not_remembered() -> None:
    planted = call(np.array([0.0]), relu=lambda z: z)
    assert remembered(EXERCISE, planted) is not remembered(EXERCISE, planted)
    passed = call(lambda z: z)
    assert remembered(EXERCISE, passed) is not remembered(EXERCISE, passed)
