"""The reference of update_parameters against exact fractions, and against the loss it is to lower."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from grader.suite import networks

COMPLEX_STEP = 1e-30
LAYERS = pytest.mark.parametrize("layers", [[1, 1], [3, 2], [2, 3, 1], [2, 2, 2, 2], [3, 4, 2, 3, 1, 2]])


def slopes(net: networks.Network) -> dict[str, networks.FloatArray]:
    """Return the gradient of the loss in every parameter, by the complex step."""
    gradients = {}
    for name, value in net.parameters.items():
        gradients[f"d{name}"] = np.zeros_like(value)
        for index in np.ndindex(value.shape):
            moved = {key: array.astype(complex) for key, array in net.parameters.items()}
            moved[name][index] += 1j * COMPLEX_STEP
            gradients[f"d{name}"][index] = networks.loss(net.X, net.y, moved, net.activation).imag / COMPLEX_STEP
    return gradients


@LAYERS
@pytest.mark.parametrize("rate", [0.0, 0.03, 1.0, 10.0])
def test_every_entry_is_the_exact_one_to_rounding(reference: SimpleNamespace, layers: list[int], rate: float) -> None:
    net = networks.live_network(layers, 3, "tanh", seed=1)
    gradients = slopes(net)
    got = reference.update_parameters(net.parameters, gradients, rate)
    assert list(got) == list(net.parameters)
    for name, value in net.parameters.items():
        assert got[name].shape == value.shape
        for index in np.ndindex(value.shape):
            step = Fraction(rate) * Fraction(float(gradients[f"d{name}"][index]))
            exact = Fraction(float(value[index])) - step
            assert abs(Fraction(float(got[name][index])) - exact) <= Fraction(1, 10**15) * (1 + abs(exact) + abs(step))


@LAYERS
def test_a_small_step_lowers_the_loss_by_the_rate_times_the_squared_gradient(
    reference: SimpleNamespace, layers: list[int]
) -> None:
    """To first order, L(θ − η g) = L(θ) − η g·g; any other direction of the same size lowers it less."""
    net = networks.live_network(layers, 4, "sigmoid", seed=2)
    gradients = slopes(net)
    rate = 1e-6
    moved = reference.update_parameters(net.parameters, gradients, rate)
    before = networks.loss(net.X, net.y, net.parameters, net.activation)
    fall = before - networks.loss(net.X, net.y, moved, net.activation)
    squared = sum(float((gradient**2).sum()) for gradient in gradients.values())
    assert fall == pytest.approx(rate * squared, rel=1e-3)


def test_arguments_keep_their_values(reference: SimpleNamespace) -> None:
    net = networks.live_network([2, 3, 1], 3, "relu", seed=3)
    gradients = slopes(net)
    before = {name: array.tobytes() for name, array in {**net.parameters, **gradients}.items()}
    reference.update_parameters(net.parameters, gradients, 0.5)
    assert {name: array.tobytes() for name, array in {**net.parameters, **gradients}.items()} == before


def test_worked_example_of_the_brief(reference: SimpleNamespace) -> None:
    parameters = {"W1": np.array([[2.0], [-1.0]]), "b1": np.array([[0.5]])}
    gradients = {"dW1": np.array([[3.0], [-5.0]]), "db1": np.array([[2.0]])}
    got = reference.update_parameters(parameters, gradients, 0.1)
    assert got["W1"] == pytest.approx(np.array([[1.7], [-0.5]]))
    assert got["b1"] == pytest.approx(np.array([[0.3]]))
