"""Each trap on the card is set off."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.boundary.module import GivenFunctions
from grader.card.content import TRAPS
from grader.catalogue import load_catalogue
from grader.quiz.functions import reference
from grader.suite.reference import run_reference

RIGHT = reference()


def check(parameters: Any, X: Any, y: Any, activation: str = "tanh", epsilon: float = 1e-5, **planted: Any) -> float:
    exercise = load_catalogue()["gradient_check"]
    given = GivenFunctions(exercise.given)
    run = run_reference(exercise, given).gradient_check
    given.plant(planted)
    return float(run(parameters, X, y, activation, epsilon))


def live(seed: int, layers: tuple[int, ...], samples: int = 4) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    parameters = {
        name: value + rng.normal(0, 0.3, value.shape)
        for name, value in RIGHT.initialize_parameters(list(layers), "he", seed).items()
    }
    return parameters, rng.normal(size=(samples, layers[0])), rng.normal(size=(samples, layers[-1]))


@pytest.mark.parametrize("outputs", [1, 2, 3, 5])
def test_two_means(outputs: int) -> None:
    error = check(*live(0, (2, 3, outputs)), mean_squared_error=lambda y, p: np.mean((y - p) ** 2))
    assert error == pytest.approx((outputs - 1) / (outputs + 1), abs=1e-3)


def test_nan_passes() -> None:
    error = 0.0
    for new in (float("nan"), float("nan")):
        error = max(error, new)
    assert error == 0.0
    assert np.isnan(np.max([0.0, np.nan]))


def test_flat_is_not_a_row() -> None:
    flat, row = np.array([1.0, 2.0]), np.array([[1.0, 2.0]])
    assert flat.shape != row.shape
    assert not np.any(flat - row)


def test_on_the_kink() -> None:
    parameters, X, y = live(1, (2, 3, 3, 1))
    parameters["W1"] = -np.abs(parameters["W1"])  # no unit of the first layer is on for positive inputs
    for layer in (1, 2, 3):
        parameters[f"b{layer}"][:] = 0.0
    _, cache = RIGHT.forward_propagation(np.abs(X), parameters, "relu")
    assert not cache["Z2"].any()
    assert check(parameters, np.abs(X), y, "relu") > 0.5
    parameters["b1"][:] = 5.0
    parameters["b2"][:] = 0.5
    assert check(parameters, np.abs(X), y, "relu") < 1e-5


def test_epsilon_too_small() -> None:
    nets = [live(seed, (1, 10, 10, 1), samples=10) for seed in range(12)]
    errors = {step: np.array([check(*net, epsilon=step) for net in nets]) for step in (1e-3, 1e-5, 1e-7)}
    assert errors[1e-5].max() < 1e-5
    assert np.median(errors[1e-7]) > 10 * np.median(errors[1e-5])


def test_silent_identity() -> None:
    def activate(name: str, z: float) -> float:
        if name == "relu":
            z = max(z, 0.0)
        elif name == "tanh":
            z = float(np.tanh(z))
        return z

    assert activate("Relu", -3.0) == -3.0
    with pytest.raises(ValueError, match="Relu"):
        RIGHT.forward_propagation(np.ones((1, 1)), {f"{k}{i}": np.ones((1, 1)) for i in (1, 2) for k in "Wb"}, "Relu")


def test_rows_or_columns() -> None:
    rng = np.random.default_rng(0)
    A, W, dZ = rng.normal(size=(5, 3)), rng.normal(size=(3, 2)), rng.normal(size=(5, 2))
    columns = {"A": A.T, "W": W.T, "dZ": dZ.T}
    np.testing.assert_allclose((A.T @ dZ).T, columns["dZ"] @ columns["A"].T)
    np.testing.assert_allclose((dZ @ W.T).T, columns["W"].T @ columns["dZ"])


def test_seed_for_all() -> None:
    np.random.seed(42)
    weights = np.random.randn(10)
    np.random.seed(42)
    noise = np.random.randn(10)
    assert np.array_equal(weights, noise)


def test_slope_at_a() -> None:
    z = np.linspace(-3, 3, 50)
    assert np.array_equal(RIGHT.relu_derivative(RIGHT.relu(z)), RIGHT.relu_derivative(z))
    for name in ("sigmoid", "tanh"):
        value, slope = getattr(RIGHT, name), getattr(RIGHT, f"{name}_derivative")
        assert not np.allclose(slope(value(z)), slope(z))


def test_column_minus_flat() -> None:
    assert (np.ones((4, 1)) - np.ones(4)).shape == (4, 4)


def test_every_trap_is_set_off_above() -> None:
    assert [trap.title for trap in TRAPS] == [
        "Two means", "NaN passes", "(n,) is not (1, n)", "On the kink", "ε too small", "Silent identity",
        "Rows or columns",
        "Seed for all", "Slope at A", "(n, 1) − (n,)",
    ]  # fmt: skip
