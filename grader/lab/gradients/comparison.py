"""A candidate's gradients beside the reference's and beside central differences, entry by entry."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from grader.lab.gradients.accuracy import floors_of, relative_errors
from grader.lab.gradients.answer import Answer
from grader.lab.gradients.epsilon import EpsilonCurve, measure_curve
from grader.suite.comparison import kind_of
from grader.suite.gradients import BoolArray, analytic_gradients, central_differences, kinks
from grader.suite.networks import FloatArray, Network, forward

_BIAS_STD = 0.3
_RIGHT = {2: 2e-2, 4: 2e-3}  # an error up to here is rounding, by the bytes of a float
_RIGHT_FLOAT64 = 1e-6
_NOISE = 10.0  # times the reference's own error against central differences: as near as these can tell
_SAME_RATIO = 1e-6


@dataclass(frozen=True, slots=True)
class Setting:
    """Which network to try a backward pass on; ``layers`` counts units, inputs first."""

    layers: tuple[int, ...] = (3, 4, 4, 2)
    samples: int = 5
    activation: str = "relu"
    seed: int = 0
    epsilon: float = 1e-5
    zero_biases: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Errors of one array against another; ``worst`` is the index of the largest that counts, None if none does.

    An entry that is NaN or infinite has an infinite error.
    """

    errors: FloatArray
    largest: float
    worst: tuple[int, ...] | None
    right: bool


@dataclass(frozen=True, slots=True)
class ParameterResult:
    """One gradient array: ``dW1``, for instance.

    ``got`` is None, and so are both comparisons with it, if the candidate's cannot be compared; ``note`` then says why.
    Otherwise ``note`` says what all entries have in common, if anything. ``kinks`` marks the entries whose central
    difference meets a kink of relu; they do not count in comparisons with it.
    """

    key: str
    reference: FloatArray
    differences: FloatArray
    kinks: BoolArray
    got: FloatArray | None
    against_reference: Comparison | None
    against_differences: Comparison | None
    noise: Comparison  # of the reference itself against central differences
    note: str

    @property
    def right(self) -> bool:
        """Whether it agrees with the reference."""
        return self.against_reference is not None and self.against_reference.right


@dataclass(frozen=True, slots=True)
class GradientLab:
    """All that ``gradlings lab gradients`` shows of one file."""

    source: str
    setting: Setting
    answer: Answer
    parameters: tuple[ParameterResult, ...]
    curve: EpsilonCurve

    @property
    def right(self) -> bool:
        """Whether every gradient agrees with the reference."""
        return not self.answer.problem and all(parameter.right for parameter in self.parameters)

    @property
    def compared(self) -> bool:
        """Whether there is a gradient that could be compared."""
        return any(parameter.got is not None for parameter in self.parameters)

    @property
    def kinks(self) -> int:
        """How many entries meet a kink."""
        return int(sum(parameter.kinks.sum() for parameter in self.parameters))


def draw_network(setting: Setting) -> Network:
    """Draw a network and data: weights N(0, 2/n_in) for relu, N(0, 1/n_in) otherwise, biases N(0, 0.3²) or 0.

    Units may lie on a kink of relu or near it, as they do in practice.
    """
    rng = np.random.default_rng(setting.seed)
    gain = 2.0 if setting.activation == "relu" else 1.0
    parameters: dict[str, FloatArray] = {}
    for layer, (n_in, n_out) in enumerate(pairwise(setting.layers), start=1):
        parameters[f"W{layer}"] = rng.normal(0.0, np.sqrt(gain / n_in), (n_in, n_out))
        parameters[f"b{layer}"] = rng.normal(0.0, 0.0 if setting.zero_biases else _BIAS_STD, (1, n_out))
    X = rng.normal(size=(setting.samples, setting.layers[0]))
    y = rng.normal(size=(setting.samples, setting.layers[-1]))
    return Network(parameters, X, y, setting.activation, forward(X, parameters, setting.activation))


def compare(source: str, setting: Setting, network: Network, answer: Answer) -> GradientLab:
    """Compare an answer with the exact gradient and with central differences, and measure the epsilon curve."""
    reference = analytic_gradients(network)
    differences = central_differences(network, setting.epsilon)
    at_kinks = kinks(network, setting.epsilon)
    floors = floors_of(reference)
    results = []
    for key, expected in reference.items():
        numeric, skipped = differences[key], at_kinks[key]
        noise = _compare(expected, numeric, floors[key], ~skipped, _RIGHT_FLOAT64)
        array, note = _array_of(answer, key, expected)
        direct = by_differences = None
        if array is not None:
            limit = _RIGHT.get(array.dtype.itemsize, _RIGHT_FLOAT64) if array.dtype.kind == "f" else _RIGHT_FLOAT64
            got = array.astype(np.float64)
            direct = _compare(got, expected, floors[key], np.ones_like(skipped), limit)
            by_differences = _compare(got, numeric, floors[key], ~skipped, limit + _NOISE * noise.largest)
            note = note or _common_ratio(got, expected, floors[key], direct, setting.samples)
            array = got
        results.append(ParameterResult(key, expected, numeric, skipped, array, direct, by_differences, noise, note))
    return GradientLab(source, setting, answer, tuple(results), measure_curve(network, reference, floors))


def _compare(got: FloatArray, expected: FloatArray, floor: float, counted: BoolArray, limit: float) -> Comparison:
    errors = relative_errors(got, expected, floor)
    if not counted.any():
        return Comparison(errors, 0.0, None, True)
    masked = np.where(counted, errors, -1.0)
    worst = tuple(int(i) for i in np.unravel_index(int(np.argmax(masked)), masked.shape))
    largest = float(errors[worst])
    return Comparison(errors, largest, worst, largest <= limit)


def _array_of(answer: Answer, key: str, expected: FloatArray) -> tuple[Any, str]:
    """Return the candidate's array for ``key`` if it can be compared, and what is to be said of it."""
    if answer.problem:
        return None, ""
    if not isinstance(answer.value, dict):
        return None, ""
    if key not in answer.value:
        return None, "missing: the result has no such key"
    array = answer.value[key]
    if not isinstance(array, np.ndarray):
        return None, f"{kind_of(array)}, not an array"
    if array.shape != expected.shape:
        return None, f"shape {array.shape}, its parameter has {expected.shape}"
    if array.dtype.kind not in "fiu":
        return None, f"no floats (dtype {array.dtype})"
    missing = int((~np.isfinite(array)).sum())
    return array, f"NaN or infinity in {missing} of {array.size} entries" if missing else ""


def _common_ratio(got: FloatArray, expected: FloatArray, floor: float, direct: Comparison, samples: int) -> str:
    """Say that the whole array is a multiple of what it should be, if it is."""
    sure = np.abs(expected) > floor
    if direct.right or not sure.any():
        return ""
    if not got.any():
        return "0 in every entry"
    ratios = got[sure] / expected[sure]
    ratio = float(np.median(ratios))
    if sure.sum() < 2 or np.abs(ratios - ratio).max() > _SAME_RATIO * abs(ratio) or (np.abs(got) > floor)[~sure].any():
        return ""
    if abs(ratio + 1.0) <= _SAME_RATIO:
        return "the wrong sign in every entry"
    names = {samples: " (there are that many samples)", 1 / samples: " (one over the number of samples)"}
    reason = next((text for value, text in names.items() if abs(ratio / value - 1.0) <= _SAME_RATIO), "")
    return f"{ratio:.4g} times what it should be in every entry{reason}"
