"""Gradient labs made without a worker: an answer that never was a candidate's."""

from __future__ import annotations

from typing import Any

from grader.lab.gradients.answer import Answer
from grader.lab.gradients.comparison import GradientLab, Setting, compare, draw_network
from grader.suite.gradients import analytic_gradients

ON_A_KINK = Setting(zero_biases=True, seed=8)  # a unit of the second layer is dead for a sample, and its bias is 0


def gradients_of(setting: Setting) -> dict[str, Any]:
    """Return the exact gradient of the setting's network, to be tampered with."""
    return {key: array.copy() for key, array in analytic_gradients(draw_network(setting)).items()}


def lab_of(setting: Setting, value: Any, source: str = "a.py", **answer: Any) -> GradientLab:
    """Return the lab of an answer."""
    return compare(source, setting, draw_network(setting), Answer(value, **answer))
