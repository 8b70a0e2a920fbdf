"""The reference of gradient_check, the functions its stub gives and its suite's answers, against extended precision."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from grader.catalogue import Exercise
from grader.suite import networks
from grader.suite.networks import Network, live_network

NETWORKS = [
    live_network([1, 1], 1, "relu", 1),
    live_network([2, 3, 2], 4, "tanh", 3),
    live_network([2, 3, 2], 4, "sigmoid", 0),
    live_network([2, 2, 2], 3, "relu", 3),
    live_network([1, 1, 1, 1, 1, 1], 2, "tanh", 0),
]


def exact_gradients(network: Network) -> dict[str, np.ndarray[Any, Any]]:
    """Return the gradients by a complex step (Squire & Trapp, 1998), which is exact to rounding."""
    gradients = {}
    for name, values in network.parameters.items():
        gradients[name] = np.zeros(values.shape)
        for index in np.ndindex(values.shape):
            moved = {**network.parameters, name: values.astype(complex)}
            moved[name][index] += 1e-30j
            gradients[name][index] = networks.loss(network.X, network.y, moved, network.activation).imag / 1e-30
    return gradients


def extended_loss(network: Network, name: str, index: tuple[int, ...], shift: float) -> Any:
    """Return the loss in extended precision, with one entry shifted; written with loops, not with matrix products."""
    parameters = {key: values.astype(np.longdouble) for key, values in network.parameters.items()}
    parameters[name][index] += np.longdouble(shift)
    activations: dict[str, Any] = {
        "relu": lambda z: z * (z > 0),
        "tanh": np.tanh,
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    }
    activation = activations[network.activation]
    depth = len(parameters) // 2
    total = np.longdouble(0)
    for x, y in zip(network.X.astype(np.longdouble), network.y, strict=True):
        a = x
        for layer in range(1, depth + 1):
            z = (a[:, None] * parameters[f"W{layer}"]).sum(axis=0) + parameters[f"b{layer}"][0]
            a = z if layer == depth else activation(z)
        total += ((a - y) ** 2).sum()
    return total / len(network.y)


def extended_error(network: Network, epsilon: float, factor: float = 1.0) -> float:
    """Return the largest relative error of the exact gradients times ``factor``, in extended precision."""
    worst = np.longdouble(0)
    for name, gradient in exact_gradients(network).items():
        for index in np.ndindex(gradient.shape):
            above, below = (extended_loss(network, name, index, shift) for shift in (epsilon, -epsilon))
            a, n = factor * np.longdouble(gradient[index]), (above - below) / (2 * np.longdouble(epsilon))
            worst = max(worst, abs(a - n) / (abs(a) + abs(n) + epsilon))
    return float(worst)


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: f"{network.activation}{len(network.parameters) // 2}")
@pytest.mark.parametrize("epsilon", [1e-1, 1e-2, 1e-3])
def test_reference_agrees_with_extended_precision(reference: SimpleNamespace, network: Network, epsilon: float) -> None:
    got = reference.gradient_check(network.parameters, network.X, network.y, network.activation, epsilon)
    assert got == pytest.approx(extended_error(network, epsilon), rel=1e-9, abs=1e-10)


def test_right_backpropagation_passes_at_the_usual_epsilons(reference: SimpleNamespace) -> None:
    for network in NETWORKS:
        for epsilon in (1e-5, 1e-7):
            got = reference.gradient_check(network.parameters, network.X, network.y, network.activation, epsilon)
            assert 0.0 <= got < 1e-5


def test_parameters_and_data_are_left_alone(reference: SimpleNamespace) -> None:
    for network in NETWORKS:
        arrays = [*network.parameters.values(), network.X, network.y]
        before = [array.tobytes() for array in arrays]
        reference.gradient_check(network.parameters, network.X, network.y, network.activation)
        assert [array.tobytes() for array in arrays] == before


def test_given_functions_agree_with_the_complex_step(reference: SimpleNamespace) -> None:
    for network in NETWORKS:
        prediction, cache = reference.forward_propagation(network.X, network.parameters, network.activation)
        assert list(cache) == list(network.cache)
        for key, expected in network.cache.items():
            np.testing.assert_allclose(cache[key], expected, rtol=1e-13, atol=1e-14)
        np.testing.assert_array_equal(prediction, cache[f"A{len(network.parameters) // 2}"])
        gradients = reference.backward_propagation(network.parameters, cache, network.y, network.activation)
        for name, expected in exact_gradients(network).items():
            assert gradients[f"d{name}"].shape == expected.shape
            np.testing.assert_allclose(gradients[f"d{name}"], expected, rtol=1e-11, atol=1e-13)


def test_given_activations_and_loss_are_right_and_stable(reference: SimpleNamespace) -> None:
    z = np.array([[-1000.0, -3.0, -0.5, 0.0, 0.5, 3.0, 1000.0]])
    with np.errstate(all="raise"):
        for name, slope in [("relu", 1e-20), ("sigmoid", 1e-20), ("tanh", 1e-20)]:
            np.testing.assert_allclose(getattr(reference, name)(z), networks.ACTIVATIONS[name](z), rtol=1e-14)
            moderate = z[:, 1:-1]
            step = networks.ACTIVATIONS[name](moderate + 1j * slope).imag / slope
            np.testing.assert_allclose(getattr(reference, f"{name}_derivative")(moderate), step, rtol=1e-12, atol=1e-15)
            assert np.isfinite(getattr(reference, f"{name}_derivative")(z)).all()
    y, prediction = np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([[2.0, 2.0], [3.0, -2.0]])
    assert reference.mean_squared_error(y, prediction) == (1 + 0 + 9 + 1) / 2
    np.testing.assert_array_equal(reference.mean_squared_error_derivative(y, prediction), [[1.0, 0.0], [3.0, -1.0]])


def test_unknown_activations_are_refused(reference: SimpleNamespace) -> None:
    network = NETWORKS[1]
    with pytest.raises(ValueError, match="swish"):
        reference.forward_propagation(network.X, network.parameters, "swish")
    with pytest.raises(ValueError, match="swish"):
        reference.backward_propagation(network.parameters, network.cache, network.y, "swish")


def test_the_worked_example_of_the_brief(exercise: Exercise, reference: SimpleNamespace) -> None:
    parameters = {"W1": np.array([[2.0]]), "b1": np.array([[0.0]])}
    x, y = np.array([[1.0]]), np.array([[1.0]])
    assert reference.gradient_check(parameters, x, y, "relu", 0.1) < 1e-14
    losses = [reference.mean_squared_error(y, x * w) for w in (2.1, 1.9, 2.0)]
    assert losses == pytest.approx([1.21, 0.81, 1.0])
    assert (losses[0] - losses[2]) / 0.1 == pytest.approx(2.1)
    brief = exercise.brief_path.read_text(encoding="utf-8")
    stated = re.search(r"\|1 − 2\| / \(1 \+ 2 \+ 0\.1\) = (0\.\d+)", brief)
    assert stated is not None
    assert float(stated[1]) == round(1 / 3.1, 4)


def test_answers_of_the_suite_agree_with_extended_precision(suite: SimpleNamespace, reference: SimpleNamespace) -> None:
    for name, epsilon in (("SMALL", 1e-3), ("WIDE", 1e-2), ("NO_HIDDEN", 1e-2), ("DEAD_FEATURE", 1e-3)):
        network = getattr(suite, name)
        for factor in (1.0, 3.0, -0.5):
            got = suite.largest_error(reference, network, epsilon, suite.scale(factor))
            assert got == pytest.approx(extended_error(network, epsilon, factor), rel=1e-9, abs=1e-10)


def test_no_gradient_in_the_suite_is_tiny(suite: SimpleNamespace) -> None:
    """Rounding would show in the error of an entry that is."""
    names = ["ONE_WEIGHT", "NO_HIDDEN", "LONG", "SMALL", "SQUARE", "WIDE", "THREE_LAYERS", "FIVE_LAYERS"]
    for network in [*(getattr(suite, name) for name in names), *suite.CURVED, *suite.SEVERAL_OUTPUTS]:
        assert min(np.abs(gradient).min() for gradient in exact_gradients(network).values()) > 0.05


def test_the_dead_feature_of_the_suite_is_dead(suite: SimpleNamespace) -> None:
    gradient = exact_gradients(suite.DEAD_FEATURE)["W1"]
    assert (gradient[0] == 0).all()
    assert (gradient[1] != 0).all()
