"""The reference of forward_propagation, against forty decimal digits worked out unit by unit."""

from __future__ import annotations

from decimal import Decimal, localcontext
from types import SimpleNamespace

import numpy as np
import pytest

from grader.suite import networks

SHAPES = [([1, 1], 1), ([3, 2], 4), ([2, 3, 1], 1), ([3, 3, 3], 3), ([2, 4, 3, 2], 5), ([3, 2, 4, 4, 2, 1], 2)]
ACTIVATIONS = ["relu", "sigmoid", "tanh"]


def activated(name: str, z: Decimal) -> Decimal:
    """Return the textbook definition of an activation; no exponent overflows in decimals."""
    if name == "relu":
        return max(Decimal(0), z)
    if name == "sigmoid":
        return 1 / (1 + (-z).exp())
    return (z.exp() - (-z).exp()) / (z.exp() + (-z).exp())


def decimal_pass(network: networks.Network) -> dict[str, list[list[Decimal]]]:
    """Return the cache in decimals, one sample and one unit at a time."""
    depth = len(network.parameters) // 2
    cache: dict[str, list[list[Decimal]]] = {"A0": [[Decimal(float(x)) for x in row] for row in network.X]}
    for layer in range(1, depth + 1):
        W, b = network.parameters[f"W{layer}"], network.parameters[f"b{layer}"]
        Z = []
        for sample in cache[f"A{layer - 1}"]:
            units = []
            for unit in range(W.shape[1]):
                total = Decimal(float(b[0, unit]))
                for value, weight in zip(sample, W[:, unit], strict=True):
                    total += value * Decimal(float(weight))
                units.append(total)
            Z.append(units)
        cache[f"Z{layer}"] = Z
        hidden = layer < depth
        cache[f"A{layer}"] = [[activated(network.activation, z) if hidden else z for z in row] for row in Z]
    return cache


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize(("layers", "samples"), SHAPES)
def test_reference_and_networks_agree_with_decimals(
    reference: SimpleNamespace, layers: list[int], samples: int, activation: str
) -> None:
    network = networks.live_network(layers, samples, activation, seed=101)
    with localcontext() as context:
        context.prec = 40
        exact = {key: np.array(value, dtype=float) for key, value in decimal_pass(network).items()}
    y_pred, cache = reference.forward_propagation(network.X, network.parameters, activation)
    assert list(cache) == list(exact)
    for key, value in exact.items():
        assert cache[key].shape == value.shape
        np.testing.assert_allclose(cache[key], value, rtol=0, atol=1e-13)
        np.testing.assert_allclose(network.cache[key], value, rtol=0, atol=1e-13)
    np.testing.assert_array_equal(y_pred, cache[f"A{len(layers) - 1}"])


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_given_activations_agree_with_decimals_up_to_1000_without_warnings(
    reference: SimpleNamespace, activation: str
) -> None:
    z = np.array([-1000.0, -30.0, -1.5, -1e-8, 0.0, 1e-8, 0.3, 2.0, 30.0, 1000.0])
    with localcontext() as context, np.errstate(over="raise", invalid="raise", divide="raise"):
        context.prec = 40
        exact = np.array([activated(activation, Decimal(float(entry))) for entry in z], dtype=float)
        got = getattr(reference, activation)(z)
    np.testing.assert_allclose(got, exact, rtol=1e-15, atol=1e-15)


def test_unknown_activations_are_refused(reference: SimpleNamespace) -> None:
    network = networks.live_network([2, 3, 1], 2, "relu", seed=1)
    with pytest.raises(ValueError, match="unknown activation 'swish'; expected one of relu, sigmoid, tanh"):
        reference.forward_propagation(network.X, network.parameters, "swish")


def test_default_is_relu_and_the_input_is_not_copied(reference: SimpleNamespace) -> None:
    network = networks.live_network([2, 3, 1], 4, "relu", seed=2)
    y_pred, cache = reference.forward_propagation(network.X, network.parameters)
    np.testing.assert_array_equal(y_pred, network.cache["A2"])
    assert cache["A0"] is network.X


def test_worked_example_of_the_brief(reference: SimpleNamespace) -> None:
    parameters = {
        "W1": np.array([[1.0, -1.0], [0.0, 1.0]]), "b1": np.array([[0.0, 1.0]]),
        "W2": np.array([[2.0], [-1.0]]), "b2": np.array([[0.5]]),
    }  # fmt: skip
    y_pred, cache = reference.forward_propagation(np.array([[1.0, 2.0], [-1.0, 0.0]]), parameters, "relu")
    assert cache["Z1"].tolist() == [[1.0, 2.0], [-1.0, 2.0]]
    assert cache["A1"].tolist() == [[1.0, 2.0], [0.0, 2.0]]
    assert y_pred.tolist() == [[0.5], [-1.5]]
