"""The reference of backward_propagation against the complex step, and the functions its stub gives."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from grader.suite.networks import ACTIVATIONS, Network, live_network, loss

STEP = 1e-30
ARCHITECTURES = [[1, 1], [3, 2], [2, 3, 1], [3, 4, 2], [3, 3, 3, 3], [2, 3, 2, 4, 3, 2]]


def complex_step(network: Network, name: str) -> np.ndarray:
    """Return the loss's derivative with respect to one parameter: Im L(w + ih) / h has no cancellation."""
    gradient = np.empty(network.parameters[name].shape)
    for index in np.ndindex(gradient.shape):
        moved = {key: value.astype(complex) for key, value in network.parameters.items()}
        moved[name][index] += STEP * 1j
        gradient[index] = loss(network.X, network.y, moved, network.activation).imag / STEP
    return gradient


@pytest.mark.parametrize("samples", [1, 5])
@pytest.mark.parametrize("layers", ARCHITECTURES, ids=str)
@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh"])
def test_gradients_agree_with_the_complex_step(
    reference: SimpleNamespace, activation: str, layers: list[int], samples: int
) -> None:
    for seed in range(3):
        net = live_network(layers, samples, activation, seed)
        gradients = reference.backward_propagation(net.parameters, net.cache, net.y, activation)
        assert set(gradients) == {f"d{name}" for name in net.parameters}
        for name, value in net.parameters.items():
            assert gradients[f"d{name}"].shape == value.shape
            np.testing.assert_allclose(gradients[f"d{name}"], complex_step(net, name), rtol=1e-11, atol=1e-11)


def test_a_bias_is_the_weight_of_an_input_that_is_always_one(reference: SimpleNamespace) -> None:
    net = live_network([3, 2], 5, "relu", 1)
    net.X[:, 1] = 1.0
    gradients = reference.backward_propagation(net.parameters, net.cache, net.y)
    np.testing.assert_allclose(gradients["db1"][0], gradients["dW1"][1], rtol=1e-14)


def test_example_of_the_brief(reference: SimpleNamespace, suite: SimpleNamespace) -> None:
    net = suite.by_hand([[1], [-1]], [[3], [3]], ([[2]], [-1]), ([[3]], [1]))
    gradients = reference.backward_propagation(net.parameters, net.cache, net.y)
    assert {key: value.tolist() for key, value in gradients.items()} == {
        "dW1": [[3.0]], "db1": [[3.0]], "dW2": [[1.0]], "db2": [[-1.0]],
    }  # fmt: skip


@pytest.mark.parametrize("name", ["relu", "sigmoid", "tanh"])
def test_given_activations_and_their_derivatives_agree_with_the_complex_step(
    reference: SimpleNamespace, name: str
) -> None:
    given = reference
    z = np.array([-700.0, -30.0, -2.0, -1e-3, 1e-3, 0.5, 3.0, 30.0, 700.0])
    np.testing.assert_allclose(getattr(given, name)(z), ACTIVATIONS[name](z), rtol=1e-14)
    slope = ACTIVATIONS[name](z + 1j * STEP).imag / STEP
    np.testing.assert_allclose(getattr(given, f"{name}_derivative")(z), slope, rtol=1e-11, atol=1e-15)


def test_given_functions_are_finite_far_out_and_relu_is_flat_at_zero(reference: SimpleNamespace) -> None:
    given = reference
    for name in ("relu", "sigmoid", "tanh"):
        for function in (name, f"{name}_derivative"):
            assert np.isfinite(getattr(given, function)(np.array([[-1000.0, 1000.0]]))).all()
    assert given.relu_derivative(np.array([0.0, -0.0])).tolist() == [0.0, 0.0]


def test_given_loss_derivative_agrees_with_the_complex_step(reference: SimpleNamespace) -> None:
    rng = np.random.default_rng(1)
    y_true, y_pred = rng.normal(size=(2, 4, 3))
    expected = np.empty((4, 3))
    for index in np.ndindex(4, 3):
        moved = y_pred.astype(complex)
        moved[index] += STEP * 1j
        expected[index] = (((moved - y_true) ** 2).sum() / 4).imag / STEP
    np.testing.assert_allclose(reference.mean_squared_error_derivative(y_true, y_pred), expected, rtol=1e-13)


def test_networks_of_the_suite_have_gradients_to_be_wrong_about(
    reference: SimpleNamespace, suite: SimpleNamespace
) -> None:
    checks = suite
    targets_met = 0
    for net in [*checks.ONE_LAYER_NETWORKS, *checks.DEEP_NETWORKS, *checks.networks_of_every_kind()]:
        gradients = reference.backward_propagation(net.parameters, net.cache, net.y, net.activation)
        smallest = min(np.abs(value).max() for value in gradients.values())
        targets_met += smallest == 0.0
        assert smallest == 0.0 or smallest > 1e-4
    assert targets_met == 1


def test_hidden_units_of_the_square_networks_are_all_on(suite: SimpleNamespace) -> None:
    live = suite.live
    for net in (live([1, 2, 2], 1, 4), live([2, 3, 3], 1, 7)):
        assert (net.cache["Z1"] > 0).all()
