"""The answers of every family of numeric questions once more, by other means than the quiz computes them.

Exact fractions, loops over plain lists, complex steps, simulation. Each function takes what the prompt states.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from grader.boundary.module import GivenFunctions
from grader.catalogue import load_catalogue
from grader.quiz.functions import reference
from grader.suite.reference import run_reference

STEP = 1e-200


def slope(function: Callable[[complex], complex], at: float) -> float:
    """Return a derivative by a complex step, which has no truncation error to speak of."""
    return (function(complex(at, STEP)) / STEP).imag


def sigmoid(z: complex) -> complex:
    return 1.0 / (1.0 + cmath.exp(-z))


SMOOTH = {"sigmoid": sigmoid, "tanh": cmath.tanh}


def logit(value: float) -> float:
    return math.log(value / (1.0 - value))


INVERSE = {"sigmoid": logit, "tanh": math.atanh}


def steepest_slope(name: str, factor: int) -> float:
    return max(slope(lambda z: SMOOTH[name](factor * z), k / 100) for k in range(-300, 301))


def loss(y_true: Any, y_pred: Any) -> Fraction:
    total = sum(
        (Fraction(p) - Fraction(t)) ** 2
        for ts, ps in zip(y_true, y_pred, strict=True)
        for t, p in zip(ts, ps, strict=True)
    )
    return total / len(y_true)


def slope_of_one_prediction(y_true: Any, y_pred: Any, entry: tuple[int, int]) -> Fraction:
    def moved(by: int) -> list[list[Fraction]]:
        rows = [[Fraction(value) for value in row] for row in y_pred]
        rows[entry[0]][entry[1]] += by
        return rows

    return (loss(y_true, moved(1)) - loss(y_true, moved(-1))) / 2  # exact: the loss is a parabola


def measured_deviation(scheme: str) -> Callable[..., float]:
    def measure(layers: tuple[int, ...], layer: int) -> float:
        shape = [layers[layer - 1], layers[layer]]
        draws = [reference().initialize_parameters(shape, scheme, seed)["W1"].ravel() for seed in range(40)]
        return float(np.std(np.concatenate(draws)))

    return measure


def fading_signal(layers: int) -> float:
    rng = np.random.default_rng(1)
    width = 1500
    Z = rng.normal(size=(40, width))
    before = np.mean(Z**2)
    for _ in range(layers):
        Z = np.maximum(Z, 0.0) @ rng.normal(0.0, np.sqrt(1.0 / width), (width, width))
    return float(np.mean(Z**2) / before)


def layer(row: Any, W: Any, b: Any) -> list[Fraction]:
    return [Fraction(b[j]) + sum(Fraction(row[i]) * Fraction(W[i][j]) for i in range(len(row))) for j in range(len(b))]


def prediction(X: Any, W1: Any, b1: Any, W2: Any, b2: float, row: int) -> Fraction:
    hidden = [max(value, Fraction(0)) for value in layer(X[row], W1, b1)]
    return layer(hidden, [[w] for w in W2], [b2])[0]


def cached_entry(X: Any, W1: Any, b1: Any, W2: Any, b2: float, key: str, row: int, unit: int) -> Fraction:
    value = layer(X[row], W1, b1)[unit]
    return max(value, Fraction(0)) if key == "A1" else value


def two_lines_in_one(w1: int, b1: int, w2: int, b2: int, what: str) -> int:
    def y(x: int) -> int:
        return w2 * (w1 * x + b1) + b2

    return y(1) - y(0) if what == "slope" else y(0)


def gradient_by_hand(w1: int, b1: int, w2: int, b2: int, x: Any, y: Any, key: str) -> Fraction:
    at = {"dW1": w1, "db1": b1, "dW2": w2, "db2": b2}

    def moved(by: Fraction) -> Fraction:
        p = {name: Fraction(value) + (by if name == key else 0) for name, value in at.items()}
        outputs = [[p["dW2"] * max(p["dW1"] * each + p["db1"], Fraction(0)) + p["db2"]] for each in x]
        return loss([[target] for target in y], outputs)

    small = Fraction(1, 10**6)  # exact where no unit crosses its kink: the loss is a parabola there
    return (moved(small) - moved(-small)) / (2 * small)


def planted_check(epsilon: float = 1e-5, outputs: int = 1, **planted: Callable[..., Any]) -> float:
    """Run the reference's gradient check on a live tanh network with given functions exchanged."""
    exercise = load_catalogue()["gradient_check"]
    given = GivenFunctions(exercise.given)
    check = run_reference(exercise, given).gradient_check
    rng = np.random.default_rng(0)
    parameters = {
        "W1": rng.normal(size=(2, 3)),
        "b1": rng.normal(size=(1, 3)),
        "W2": rng.normal(size=(3, outputs)),
        "b2": rng.normal(size=(1, outputs)),
    }
    given.plant(planted)
    try:
        return float(check(parameters, rng.normal(size=(4, 2)), rng.normal(size=(4, outputs)), "tanh", epsilon))
    finally:
        given.plant({})


def factor_in_the_check(factor: float) -> float:
    def scaled(*args: Any) -> dict[str, Any]:
        return {name: factor * value for name, value in reference().backward_propagation(*args).items()}

    return planted_check(backward_propagation=scaled)


def mismatched_mean(outputs: int) -> float:
    return round(planted_check(outputs=outputs, mean_squared_error=lambda y, p: np.mean((y - p) ** 2)), 6)


def forward_passes(layers: tuple[int, ...]) -> int:
    calls = 0

    def counting(*args: Any) -> Any:
        nonlocal calls
        calls += 1
        return reference().mean_squared_error(*args)

    exercise = load_catalogue()["gradient_check"]
    given = GivenFunctions(exercise.given)
    check = run_reference(exercise, given).gradient_check
    given.plant({"mean_squared_error": counting})
    parameters = reference().initialize_parameters(list(layers))
    check(parameters, np.ones((2, layers[0])), np.ones((2, layers[-1])), "tanh", 1e-5)
    return calls


def order_of_accuracy(factor: int, side: str) -> float:
    def error(step: float) -> float:
        down = step if side == "central" else 0.0
        return abs((math.exp(1 + step) - math.exp(1 - down)) / (step + down) - math.e)

    return error(0.01) / error(0.01 / factor)


def relative_error(analytic: float, numeric: float) -> Fraction:
    a, n = Fraction(analytic), Fraction(numeric)
    return abs(a - n) / (abs(a) + abs(n))


def parabola(factor: int, theta: int, step: float, side: str) -> Fraction:
    exact = Fraction(str(step))
    return Fraction(factor) * (2 * theta + (0 if side == "central" else exact))


def converges(rate: float, curvature: int) -> bool:
    theta = 1.0
    for _ in range(2000):
        theta -= rate * curvature * theta
    return abs(theta) < 1e-3


def largest_rate(curvature: int) -> float:
    low, high = 0.0, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if converges(middle, curvature) else (low, middle)
    return low


def second_loss(weight: float, x: int, y: int, rate: float) -> Fraction:
    w, lr, b = Fraction(str(weight)), Fraction(str(rate)), Fraction(0)
    error = w * x + b - y
    w, b = w - lr * 2 * error * x, b - lr * 2 * error
    return (w * x + b - y) ** 2


def epoch_of_convergence(history: tuple[float, ...], tolerance: float) -> int:
    for epoch in range(len(history)):
        if Fraction(history[epoch]) <= (1 + Fraction(tolerance)) * Fraction(history[-1]):
            return epoch
    raise AssertionError("the last epoch always qualifies")


def loss_of_broadcast(predicted: Any, targets: Any) -> Fraction:
    return Fraction(sum((p - t) ** 2 for p in predicted for t in targets), len(predicted) * len(targets))


def matrix_product(left: tuple[int, ...], right: tuple[int, ...]) -> tuple[int, ...] | None:
    if left[-1] != (right[0] if len(right) == 1 else right[-2]):
        return None
    return (*left[:-1], *right[1:][-1:])


def broadcast_sum(left: tuple[int, ...], right: tuple[int, ...]) -> tuple[int, ...] | None:
    length = max(len(left), len(right))
    pairs = zip((1,) * (length - len(left)) + left, (1,) * (length - len(right)) + right, strict=True)
    dims = []
    for a, b in pairs:
        if a != b and 1 not in (a, b):
            return None
        dims.append(b if a == 1 else a)
    return tuple(dims)


def sum_shape(samples: int, units: int, axis: int, keepdims: bool) -> tuple[int, ...]:
    sizes: list[int | None] = [samples, units]
    sizes[axis] = 1 if keepdims else None
    return tuple(size for size in sizes if size is not None)


def parameter_shape(layers: tuple[int, ...], kind: str, layer: int) -> tuple[int, int]:
    return (layers[layer - 1] if kind == "W" else 1, layers[layer])


NUMBERS: dict[str, Callable[..., Any]] = {
    "relu_sum": lambda z: sum(entry for entry in z if entry > 0),
    "relu_slope_sum": lambda z: sum(entry > 0 for entry in z),
    "sigmoid_of_log": lambda odds, sign: Fraction(odds if sign > 0 else 1, odds + 1),
    "sigmoid_slope_from_value": lambda value: slope(sigmoid, logit(value)),
    "sigmoid_mirrored": lambda value: sigmoid(-logit(value)).real,
    "tanh_slope_from_value": lambda value: slope(cmath.tanh, math.atanh(value)),
    "tanh_from_sigmoid": lambda value: math.tanh(logit(value) / 2),
    "steepest_slope": steepest_slope,
    "slopes_multiply": lambda layers: Fraction(1, 4**layers),
    "loss_value": loss,
    "slope_of_one_prediction": slope_of_one_prediction,
    "other_average": lambda samples, outputs, loss: Fraction(loss * samples * outputs, samples),
    "scaled_errors": lambda factor, loss: loss * factor**2,
    "best_constant": lambda targets: Fraction(sum(targets), len(targets)),
    "noise_floor": lambda noise: Fraction(str(noise)) ** 2,
    "he_deviation": measured_deviation("he"),
    "xavier_deviation": measured_deviation("xavier"),
    "unknown_scheme": lambda n_in, name: 0.01,
    "parameter_count": lambda layers: sum((layers[i - 1] + 1) * layers[i] for i in range(1, len(layers))),
    "fading_signal": fading_signal,
    "alike_units": lambda units, weight: 1,
    "prediction": prediction,
    "cached_entry": cached_entry,
    "two_lines_in_one": two_lines_in_one,
    "cache_length": lambda layers: 1 + 2 * (len(layers) - 1),
    "output_stays": lambda z, activation: Fraction(z),
    "gradient_by_hand": gradient_by_hand,
    "weight_gradient_entry": lambda A_prev, dZ, i, j: sum(a[i] * d[j] for a, d in zip(A_prev, dZ, strict=True)),
    "bias_gradient_entry": lambda dZ, j: sum(row[j] for row in dZ),
    "error_through_weights": lambda dZ, W, unit: sum(d * w for d, w in zip(dZ, W[unit], strict=True)),
    "relu_gate": lambda dA, Z, unit: dA[unit] if Z[unit] > 0 else 0,
    "smooth_gate": lambda activation, a, dA: dA * slope(SMOOTH[activation], INVERSE[activation](a)),
    "copied_batch": lambda copies, loss: {"averaged": 1, "summed": copies}[loss],
    "central_difference": lambda up, down, step: (Fraction(str(up)) - Fraction(str(down))) / (2 * Fraction(str(step))),
    "parabola": parabola,
    "relative_error": relative_error,
    "factor_in_the_check": factor_in_the_check,
    "mismatched_mean": mismatched_mean,
    "forward_passes": forward_passes,
    "slope_at_the_kink": lambda weight: Fraction(weight, 2),
    "order_of_accuracy": order_of_accuracy,
    "rounding_in_the_difference": lambda loss, step: loss * Fraction("1e-16") / Fraction(str(step)),
    "one_step": lambda weight, gradient, rate: Fraction(weight) - Fraction(str(rate)) * Fraction(gradient),
    "steps_on_a_parabola": lambda rate, steps: (1 - 2 * Fraction(str(rate))) ** steps,
    "largest_rate": largest_rate,
    "second_loss": second_loss,
    "epoch_of_convergence": epoch_of_convergence,
    "minibatch_steps": lambda samples, batch, epochs: epochs * len(range(0, samples, batch)),
    "clean_target": lambda name, index: {"linear": [-4, -1.5, 1, 3.5, 6], "polynomial": [6, 2, 1, 3, 8]}[name][index],
}  # fmt: skip

SHAPES: dict[str, Callable[..., tuple[int, ...] | None]] = {
    "parameter_shape": parameter_shape,
    "cache_shape": lambda layers, samples, key: (samples, layers[int(key[1:])]),
    "gradient_shape": lambda layers, samples, key: parameter_shape(layers, key[1], int(key[2:])),
    "error_shape": lambda layers, samples, kind, layer: (samples, layers[layer]),
    "weight_gradient_product": lambda samples, n_in, n_out: (n_in, n_out),
    "matrix_product": matrix_product,
    "broadcast_sum": broadcast_sum,
    "silent_square": lambda samples: (samples, samples),
    "sum_shape": sum_shape,
    "samples_as_columns": lambda samples, n_in, n_out, kind: (n_out, {"W": n_in, "Z": samples, "b": 1}[kind]),
}  # fmt: skip

# Simulated or measured oracles are this near, relatively; all others to rounding.
TOLERANCES = {
    "he_deviation": 0.06, "xavier_deviation": 0.09, "fading_signal": 0.15, "order_of_accuracy": 0.02,
    "factor_in_the_check": 1e-3, "mismatched_mean": 1e-3, "largest_rate": 0.01,
}  # fmt: skip

# The programs of `numerics` are run by the quiz; here their answers are worked out in words, from parameters in order.
PREDICTED: dict[str, Callable[..., Any]] = {
    "integer_array": lambda gradient: int(gradient),
    "maximum_of_nan": lambda expression: {
        "max(0.0, float('nan'))": 0.0,
        "max(float('nan'), 0.0)": math.nan,
        "np.max([0.0, np.nan])": math.nan,
        "np.nanmax([0.25, np.nan])": 0.25,
    }[expression],
    "alias": lambda a, b, copied: a + b if copied else max(a, 0) + max(b, 0),
    "lost_one": lambda dtype, bits: 0,
    "cancelled": lambda exponent: 0,
    "exponential_overflows": lambda z, form: {
        (800, "left"): math.nan, (800, "right"): 1.0, (-800, "left"): 0.0, (-800, "right"): 0.0
    }[z, form],
    "shifted_softmax": lambda offset, odds: Fraction(odds, 1 + odds),
    "loss_of_broadcast": loss_of_broadcast,
    "axis_of_a_sum": lambda axis, index: [[9, 18, 36], [7, 56]][axis][index],
    "sum_of_booleans": lambda z: sum(entry > 0 for entry in z),
}  # fmt: skip
