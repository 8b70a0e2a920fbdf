"""The reference's training loop, certified without its own parts: complex step, exact fractions, least squares."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from grader.suite import networks

Parameters = dict[str, np.ndarray[Any, Any]]

RUNS = [
    ([1, 1], 1, "relu"),
    ([2, 3, 1], 4, "relu"),
    ([3, 3, 3], 5, "tanh"),
    ([2, 4, 3, 2], 5, "sigmoid"),
    ([2, 3, 2, 4, 2], 3, "tanh"),
]
EVERY_RUN = pytest.mark.parametrize(("layers", "samples", "activation"), RUNS)


def complex_step(
    X: np.ndarray[Any, Any], y: np.ndarray[Any, Any], parameters: Parameters, activation: str
) -> Parameters:
    """Return the gradient of the loss by the complex step, which has no cancellation (Squire & Trapp, 1998)."""
    gradients = {name: np.empty(value.shape) for name, value in parameters.items()}
    for name, value in parameters.items():
        for index in np.ndindex(value.shape):
            moved = {key: array.astype(complex) for key, array in parameters.items()}
            moved[name][index] += 1e-30j
            gradients[name][index] = networks.loss(X, y, moved, activation).imag / 1e-30
    return gradients


def data(layers: list[int], samples: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    rng = np.random.default_rng(5)
    return rng.normal(size=(samples, layers[0])), rng.normal(size=(samples, layers[-1]))


@EVERY_RUN
def test_descent_agrees_with_complex_step_gradients(
    reference: SimpleNamespace, layers: list[int], samples: int, activation: str
) -> None:
    X, y = data(layers, samples)
    for rate, epochs in ((0.1, 1), (0.02, 4)):
        parameters, history = reference.train_network(X, y, layers, rate, epochs, activation, "xavier", seed=3)
        expected = reference.initialize_parameters(layers, "xavier", 3)
        for epoch in range(epochs):
            assert history[epoch] == pytest.approx(networks.loss(X, y, expected, activation), rel=1e-11)
            gradients = complex_step(X, y, expected, activation)
            expected = {name: value - rate * gradients[name] for name, value in expected.items()}
        for name, value in expected.items():
            np.testing.assert_allclose(parameters[name], value, rtol=0, atol=1e-11)


def test_one_weight_agrees_with_exact_fractions(reference: SimpleNamespace) -> None:
    """The example of the brief: one sample, one weight, one bias."""
    start = float(reference.initialize_parameters([1, 1], seed=42)["W1"][0, 0])
    parameters, history = reference.train_network(np.ones((1, 1)), np.full((1, 1), 2.0), [1, 1], 0.125, 20)
    W, b, rate = Fraction(start), Fraction(0), Fraction(1, 8)
    for loss in history:
        assert loss == pytest.approx(float((W + b - 2) ** 2), rel=1e-11, abs=1e-15)
        step = rate * 2 * (W + b - 2)
        W, b = W - step, b - step
    assert parameters["W1"][0, 0] == pytest.approx(float(W), rel=1e-12)
    assert parameters["b1"][0, 0] == pytest.approx(float(b), rel=1e-12)


def test_a_linear_network_converges_to_least_squares(reference: SimpleNamespace) -> None:
    X, y = data([3, 2], 12)
    parameters, history = reference.train_network(X, y, [3, 2], learning_rate=0.1, num_epochs=2000)
    solution = np.linalg.lstsq(np.hstack([X, np.ones((12, 1))]), y, rcond=None)[0]
    np.testing.assert_allclose(np.vstack([parameters["W1"], parameters["b1"]]), solution, atol=1e-9)
    assert len(history) == 2000
    assert all(later <= earlier + 1e-15 for earlier, later in pairwise(history))


def test_the_example_of_the_brief(reference: SimpleNamespace) -> None:
    given = reference
    parameters = {"W1": np.array([[0.5]]), "b1": np.array([[0.0]])}
    X, y, losses = np.array([[1.0]]), np.array([[2.0]]), []
    for _ in range(4):
        y_pred, cache = given.forward_propagation(X, parameters)
        losses.append(given.mean_squared_error(y, y_pred))
        parameters = given.update_parameters(parameters, given.backward_propagation(parameters, cache, y), 0.1)
    np.testing.assert_allclose(losses, [2.25, 0.81, 0.2916, 0.104976], rtol=1e-12)


def test_zero_rate_returns_the_initial_parameters(reference: SimpleNamespace) -> None:
    X, y = data([2, 3, 2], 4)
    parameters, history = reference.train_network(X, y, [2, 3, 2], learning_rate=0.0, num_epochs=3, seed=8)
    for name, value in reference.initialize_parameters([2, 3, 2], seed=8).items():
        np.testing.assert_array_equal(parameters[name], value)
    assert history == [history[0]] * 3


@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh"])
def test_given_passes_agree_with_the_complex_step(reference: SimpleNamespace, activation: str) -> None:
    given = reference
    for layers, samples in (([2, 1], 1), ([3, 3, 3], 5), ([2, 4, 3, 2], 4)):
        net = networks.live_network(layers, samples, activation, seed=2)
        y_pred, cache = given.forward_propagation(net.X, net.parameters, activation)
        assert set(cache) == set(net.cache)
        for name, value in net.cache.items():
            np.testing.assert_allclose(cache[name], value, atol=1e-14)
        assert given.mean_squared_error(net.y, y_pred) == pytest.approx(
            networks.loss(net.X, net.y, net.parameters, activation), rel=1e-13
        )
        gradients = given.backward_propagation(net.parameters, cache, net.y, activation)
        for name, value in complex_step(net.X, net.y, net.parameters, activation).items():
            np.testing.assert_allclose(gradients[f"d{name}"], value, rtol=0, atol=1e-11)


def test_given_functions_are_stable_far_from_zero(reference: SimpleNamespace) -> None:
    z = np.array([-1000.0, 0.0, 1000.0])
    np.testing.assert_array_equal(reference.sigmoid(z), [0.0, 0.5, 1.0])
    np.testing.assert_array_equal(reference.sigmoid_derivative(z), [0.0, 0.25, 0.0])
    np.testing.assert_array_equal(reference.tanh_derivative(z), [0.0, 1.0, 0.0])
    np.testing.assert_array_equal(reference.relu_derivative(z), [0.0, 0.0, 1.0])


def test_an_unknown_activation_is_an_error(reference: SimpleNamespace) -> None:
    X, y = data([2, 3, 1], 2)
    with pytest.raises(ValueError, match="swish"):
        reference.train_network(X, y, [2, 3, 1], num_epochs=1, activation="swish")


def test_progress_is_printed_every_so_many_epochs(
    reference: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    X, y = data([1, 1], 2)
    reference.train_network(X, y, [1, 1], num_epochs=10, print_every=4)
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == ["epoch 4", "epoch 8"]
