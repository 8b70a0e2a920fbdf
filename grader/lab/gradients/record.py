"""The gradient lab as JSON."""

from __future__ import annotations

import json
import math
from typing import Any

import grader
from grader.lab.gradients.comparison import Comparison, GradientLab, ParameterResult
from grader.lab.gradients.words import headline
from grader.suite.networks import FloatArray


def to_json(lab: GradientLab) -> str:
    """Return the result as indented JSON; what is NaN or infinite is null."""
    setting, curve = lab.setting, lab.curve
    document = {
        "schema": 1,
        "kit": grader.__version__,
        "source": lab.source,
        "right": lab.right,
        "message": headline(lab),
        "remarks": list(lab.answer.remarks),
        "printed": lab.answer.printed,
        "network": {
            "layers": list(setting.layers),
            "samples": setting.samples,
            "activation": setting.activation,
            "seed": setting.seed,
            "zero_biases": setting.zero_biases,
        },
        "epsilon": setting.epsilon,
        "parameters": [_parameter(parameter) for parameter in lab.parameters],
        "epsilon_curve": {
            "entries": curve.entries,
            "epsilons": _numbers(curve.epsilons),
            "errors": _numbers(curve.errors_at_kinks),
            "errors_without_kinks": _numbers(curve.errors),
            "entries_at_kinks": [int(count) for count in curve.at_kinks],
            "truncation": curve.truncation,
            "rounding": curve.rounding,
            "best": curve.best,
            "expected_optimum": _number(curve.optimum),
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)


def _parameter(parameter: ParameterResult) -> dict[str, Any]:
    return {
        "name": parameter.key,
        "shape": list(parameter.reference.shape),
        "right": parameter.right,
        "note": parameter.note,
        "against_reference": _comparison(parameter.against_reference),
        "against_differences": _comparison(parameter.against_differences),
        "reference_against_differences": _comparison(parameter.noise),
        "kinks": [[bool(at_kink) for at_kink in row] for row in parameter.kinks],
    }


def _comparison(comparison: Comparison | None) -> dict[str, Any] | None:
    if comparison is None:
        return None
    return {
        "right": comparison.right,
        "largest": _number(comparison.largest),
        "worst": None if comparison.worst is None else list(comparison.worst),
        "errors": [_numbers(row) for row in comparison.errors],
    }


def _numbers(values: FloatArray) -> list[float | None]:
    return [_number(float(value)) for value in values]


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None
