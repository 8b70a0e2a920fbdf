"""The gradient tools agree with each other, with a plain loop over entries, and notice what is wrong."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from grader.suite.gradients import (
    analytic_gradients,
    central_differences,
    compare_gradients,
    complex_step,
    complex_step_gradients,
    directional_check,
    kinks,
)
from grader.suite.networks import ACTIVATIONS, FloatArray, Network, forward, live_network, loss

SHAPES = [[3, 1], [4, 3], [2, 3, 1], [4, 4, 4], [3, 5, 4, 2], [2, 3, 3, 3, 2], [4, 6, 5, 4, 3, 2]]
NETWORKS = [(layers, activation) for layers in SHAPES for activation in ("relu", "sigmoid", "tanh")]
every_network = pytest.mark.parametrize(("layers", "activation"), NETWORKS)


def entry_by_entry(network: Network, epsilon: float) -> dict[str, FloatArray]:
    """The definition of central differences, with two full forward passes for each entry."""
    parameters = {name: array.copy() for name, array in network.parameters.items()}
    gradients = {f"d{name}": np.empty_like(array) for name, array in parameters.items()}
    for name, array in parameters.items():
        for index in np.ndindex(array.shape):
            kept = array[index]
            array[index] = kept + epsilon
            above = loss(network.X, network.y, parameters, network.activation)
            array[index] = kept - epsilon
            below = loss(network.X, network.y, parameters, network.activation)
            array[index] = kept
            gradients[f"d{name}"][index] = (above - below) / (2.0 * epsilon)
    return gradients


def largest_difference(got: dict[str, FloatArray], expected: dict[str, FloatArray]) -> float:
    assert list(got) == list(expected)
    assert [array.shape for array in got.values()] == [array.shape for array in expected.values()]
    return max(float(np.abs(got[key] - expected[key]).max()) for key in expected)


def network_of(parameters: dict[str, FloatArray], X: FloatArray, y: FloatArray, activation: str = "relu") -> Network:
    return Network(parameters, X, y, activation, forward(X, parameters, activation))


def network_with_dead_layer() -> Network:
    """Zero biases, and a first layer that is dead for every sample: the second layer sits on the kink."""
    rng = np.random.default_rng(3)
    parameters = {
        "W1": -np.abs(rng.normal(size=(2, 3))) - 0.1, "b1": np.zeros((1, 3)),
        "W2": rng.normal(size=(3, 4)), "b2": np.zeros((1, 4)),
        "W3": rng.normal(size=(4, 2)), "b3": np.zeros((1, 2)),
    }  # fmt: skip
    return network_of(parameters, np.abs(rng.normal(size=(5, 2))) + 0.1, rng.normal(size=(5, 2)))


@every_network
@pytest.mark.parametrize("samples", [1, 5])
def test_all_ways_to_the_gradient_agree(layers: Sequence[int], activation: str, samples: int) -> None:
    network = live_network(layers, samples, activation, seed=7)
    exact = analytic_gradients(network)
    assert largest_difference(complex_step_gradients(network), exact) < 1e-11
    assert largest_difference(central_differences(network), exact) < 1e-9
    assert largest_difference(central_differences(network), entry_by_entry(network, 1e-5)) < 1e-9
    assert directional_check(network, exact) < 1e-6


@every_network
def test_central_differences_are_those_of_the_epsilon_asked_for(layers: Sequence[int], activation: str) -> None:
    network = live_network(layers, 4, activation, seed=2)
    plain = entry_by_entry(network, 1e-2)
    assert largest_difference(central_differences(network, epsilon=1e-2), plain) < 1e-12
    if activation != "relu" and len(layers) > 2:
        assert largest_difference(plain, analytic_gradients(network)) > 1e-7


def test_gradients_are_float64_whatever_the_network_holds() -> None:
    network = live_network([3, 4, 2], 5, "tanh", seed=0)
    rough = {name: array.astype(np.float32) for name, array in network.parameters.items()}
    single = network_of(rough, network.X.astype(np.float32), network.y.astype(np.float32), "tanh")
    for gradients in (central_differences(single), complex_step_gradients(single), analytic_gradients(single)):
        assert {array.dtype for array in gradients.values()} == {np.dtype(np.float64)}
    assert largest_difference(central_differences(single), complex_step_gradients(single)) < 1e-9


@pytest.mark.parametrize("tool", [central_differences, complex_step_gradients, kinks, analytic_gradients])
def test_the_network_is_left_as_it_was(tool: Callable[[Network], Any]) -> None:
    network = live_network([3, 4, 4, 2], 5, "relu", seed=0)
    before = {key: array.copy() for key, array in (network.parameters | network.cache | {"y": network.y}).items()}
    tool(network)
    after = network.parameters | network.cache | {"y": network.y}
    assert all(np.array_equal(before[key], after[key]) for key in before)


def test_only_the_analytic_gradient_reads_the_cache() -> None:
    network = live_network([3, 4, 2], 5, "sigmoid", seed=0)
    stale = replace(network, cache={key: array + 1.0 for key, array in network.cache.items()})
    assert largest_difference(central_differences(stale), central_differences(network)) == 0.0
    assert largest_difference(complex_step_gradients(stale), complex_step_gradients(network)) == 0.0
    assert largest_difference(analytic_gradients(stale), analytic_gradients(network)) > 0.1


@pytest.mark.parametrize("tool", [central_differences, complex_step_gradients, kinks, analytic_gradients])
def test_targets_that_would_broadcast_are_refused(tool: Callable[[Network], Any]) -> None:
    network = live_network([3, 4, 1], 5, "relu", seed=0)
    with pytest.raises(ValueError, match="targets have shape"):
        tool(replace(network, y=network.y[:, 0]))


@pytest.mark.parametrize("tool", [central_differences, complex_step_gradients, kinks])
def test_memory_stays_below_64_megabytes(tool: Callable[[Network], Any]) -> None:
    rng = np.random.default_rng(0)
    parameters = live_network([12, 60, 50, 3], 1, "relu", seed=0).parameters
    network = network_of(parameters, rng.normal(size=(120, 12)), rng.normal(size=(120, 3)))
    tracemalloc.start()
    tool(network)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 64e6


def test_results_do_not_depend_on_how_the_work_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    network = live_network([3, 4, 5, 2], 5, "relu", seed=4)
    whole = central_differences(network), complex_step_gradients(network), kinks(network, 0.3)
    monkeypatch.setattr("grader.suite.gradients._BATCH", 1)
    cut = central_differences(network), complex_step_gradients(network), kinks(network, 0.3)
    assert largest_difference(cut[0], whole[0]) < 1e-9
    assert largest_difference(cut[1], whole[1]) < 1e-13
    assert all(np.array_equal(cut[2][key], whole[2][key]) for key in whole[2])
    assert directional_check(network, whole[1]) < 1e-6


class TestKinks:
    """Kinks are where a step changes the sign of a hidden pre-activation."""

    def test_a_live_network_has_none(self) -> None:
        assert not any(mask.any() for mask in kinks(live_network([3, 5, 4, 2], 5, "relu", seed=7), 1e-5).values())

    @pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
    def test_smooth_activations_have_none_at_any_step(self, activation: str) -> None:
        network = live_network([3, 4, 2], 5, activation, seed=0)
        masks = kinks(network, 10.0)
        assert {key: mask.shape for key, mask in masks.items()} == {
            key: array.shape for key, array in analytic_gradients(network).items()
        }
        assert not any(mask.any() for mask in masks.values())

    @pytest.mark.parametrize("epsilon", [1e-3, 1e-1, 1.0])
    @pytest.mark.parametrize("layers", [[3, 4, 2], [3, 4, 4, 1], [2, 3, 3, 3, 2]])
    def test_they_are_where_a_step_changes_the_sign_of_a_hidden_unit(
        self, layers: Sequence[int], epsilon: float
    ) -> None:
        network = live_network(layers, 5, "relu", seed=1)
        hidden = [f"Z{layer}" for layer in range(1, len(layers) - 1)]
        for key, mask in kinks(network, epsilon).items():
            for index in np.ndindex(mask.shape):
                changed = False
                for step in (epsilon, -epsilon):
                    moved = {name: array.copy() for name, array in network.parameters.items()}
                    moved[key[1:]][index] += step
                    cache = forward(network.X, moved, "relu")
                    changed |= any(bool((np.sign(cache[Z]) != np.sign(network.cache[Z])).any()) for Z in hidden)
                assert mask[index] == changed, (key, index)

    def test_a_dead_layer_with_zero_biases_puts_the_next_bias_on_the_kink(self) -> None:
        network = network_with_dead_layer()
        assert not network.cache["Z2"].any()
        masks = kinks(network)
        assert masks["db2"].all()
        assert not any(mask.any() for key, mask in masks.items() if key != "db2")

    def test_without_the_entries_on_a_kink_correct_backpropagation_passes(self) -> None:
        network = network_with_dead_layer()
        exact, numeric = analytic_gradients(network), central_differences(network)
        assert compare_gradients(numeric, exact, rtol=1e-6, atol=1e-9).first_off == "db2"
        assert compare_gradients(numeric, exact, rtol=1e-6, atol=1e-9, skip=kinks(network)).first_off is None
        assert largest_difference(numeric, entry_by_entry(network, 1e-5)) < 1e-9

    def test_on_the_kink_a_complex_step_follows_the_convention(self) -> None:
        network = network_with_dead_layer()
        assert largest_difference(complex_step_gradients(network), analytic_gradients(network)) < 1e-11

    def test_a_step_onto_the_kink_counts(self) -> None:
        parameters = {"W1": np.array([[1.0]]), "b1": np.array([[-0.5]]), "W2": np.ones((1, 1)), "b2": np.zeros((1, 1))}
        masks = kinks(network_of(parameters, np.array([[1.0]]), np.array([[0.0]])), epsilon=0.5)
        assert masks["dW1"].all()
        assert masks["db1"].all()
        assert not masks["dW2"].any()


class TestCompareGradients:
    """A comparison names the first array that is off, and nothing odd passes."""

    def test_equal_gradients_have_no_error(self) -> None:
        exact = analytic_gradients(live_network([3, 4, 2], 5, "tanh", seed=0))
        comparison = compare_gradients(exact, exact)
        assert comparison.first_off is None
        assert set(comparison.errors.values()) == {0.0}

    def test_the_first_array_that_is_off_is_named_whatever_order_it_came_in(self) -> None:
        exact = analytic_gradients(live_network([3, 4, 4, 2], 5, "tanh", seed=0))
        wrong = dict(reversed((exact | {"db2": 2.0 * exact["db2"], "dW3": -exact["dW3"]}).items()))
        comparison = compare_gradients(wrong, exact)
        assert comparison.first_off == "db2"
        assert [key for key, error in comparison.errors.items() if error > 1e-7] == ["db2", "dW3"]

    @pytest.mark.parametrize(("share", "off"), [(0.5, None), (2.0, "dW1")])
    def test_the_limit_is_absolute_plus_relative_to_the_largest_entry(self, share: float, off: str | None) -> None:
        expected = {"dW1": np.array([[100.0, 0.0]])}
        got = {"dW1": np.array([[100.0, share * (1e-10 + 1e-7 * 100.0)]])}
        assert compare_gradients(got, expected).first_off == off

    @pytest.mark.parametrize(
        "got",
        [
            {},
            {"db1": None},
            {"db1": np.ones(2)},
            {"db1": np.ones((2, 1))},
            {"db1": np.array([[1.0, np.nan]])},
            {"db1": np.array([[np.inf, 1.0]])},
        ],
        ids=["missing", "None", "flat", "transposed", "NaN", "infinite"],
    )
    def test_what_is_missing_misshapen_or_not_finite_is_off(self, got: dict[str, Any]) -> None:
        comparison = compare_gradients(got, {"db1": np.ones((1, 2))})
        assert comparison.errors == {"db1": float("inf")}
        assert comparison.first_off == "db1"

    def test_a_gradient_of_zeros_must_be_zeros(self) -> None:
        zeros = {"dW1": np.zeros((2, 2))}
        assert compare_gradients({"dW1": np.full((2, 2), 1e-12)}, zeros).first_off is None
        assert compare_gradients({"dW1": np.full((2, 2), 1e-3)}, zeros).first_off == "dW1"


class TestComplexStep:
    """A complex step differentiates any analytic function to the last digits."""

    @pytest.mark.parametrize(
        ("name", "slope"),
        [("sigmoid", lambda z: 1.0 / (2.0 + np.exp(z) + np.exp(-z))), ("tanh", lambda z: 1.0 / np.cosh(z) ** 2)],
    )
    def test_it_differentiates_entry_by_entry(self, name: str, slope: Callable[[FloatArray], FloatArray]) -> None:
        z = np.linspace(-3.0, 3.0, 13).reshape(1, 13)
        got = complex_step(lambda step: ACTIVATIONS[name](z + step), 0.0)
        assert np.abs(got - slope(z)).max() < 1e-15

    def test_a_scalar_function_has_a_gradient_of_its_argument_s_shape(self) -> None:
        x = np.array([[1.0, -2.0, 3.0], [0.5, 0.0, -1.0]])
        assert np.abs(complex_step(lambda v: (v**3).sum(), x) - 3.0 * x**2).max() < 1e-14

    def test_any_other_function_has_a_jacobian(self) -> None:
        A = np.arange(6.0).reshape(3, 2)
        jacobian = complex_step(lambda v: A @ v, np.array([0.3, -0.7]))
        assert jacobian.shape == (3, 2)
        assert np.abs(jacobian - A).max() < 1e-14

    def test_a_number_gives_a_number(self) -> None:
        derivative = complex_step(np.exp, 1)
        assert derivative.shape == ()
        assert abs(derivative - np.e) < 1e-15

    def test_a_function_that_drops_the_imaginary_part_is_refused(self) -> None:
        with pytest.raises(TypeError, match="keep its arithmetic complex"):
            complex_step(np.abs, 1.0)


class TestDirectionalCheck:
    """Random directions find a mistake in any array."""

    @pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh"])
    @pytest.mark.parametrize("layers", [[4, 3], [3, 5, 4, 2], [4, 6, 5, 4, 3, 2]])
    @pytest.mark.parametrize("factor", [0.0, 0.99, -1.0, 5.0])
    def test_a_gradient_wrong_in_one_array_is_caught(
        self, layers: Sequence[int], activation: str, factor: float
    ) -> None:
        network = live_network(layers, 5, activation, seed=7)
        exact = analytic_gradients(network)
        for key in exact:
            assert directional_check(network, exact | {key: factor * exact[key]}) > 1e-5, key

    def test_one_wrong_entry_among_thousands_is_caught(self) -> None:
        network = live_network([30, 50, 40, 5], 5, "tanh", seed=0)
        exact = analytic_gradients(network)
        assert sum(array.size for array in exact.values()) > 3000
        assert directional_check(network, exact) < 1e-6
        wrong = exact["dW2"].copy()
        wrong[17, 23] += 0.01
        assert directional_check(network, exact | {"dW2": wrong}) > 1e-5

    def test_two_entries_swapped_are_caught(self) -> None:
        network = live_network([3, 4, 2], 5, "tanh", seed=0)
        exact = analytic_gradients(network)
        swapped = exact["dW1"].copy()
        swapped[0, [0, 1]] = swapped[0, [1, 0]]
        assert directional_check(network, exact | {"dW1": swapped}) > 1e-3

    def test_all_zeros_are_wrong_unless_the_gradient_is_zero(self) -> None:
        network = live_network([3, 4, 2], 5, "tanh", seed=0)
        zeros = {key: np.zeros_like(array) for key, array in analytic_gradients(network).items()}
        assert directional_check(network, zeros) == 1.0
        flat = replace(network, y=network.cache["A2"])
        assert directional_check(flat, zeros) < 1e-6

    @pytest.mark.parametrize("value", [np.nan, np.inf])
    def test_what_is_not_finite_never_passes(self, value: float) -> None:
        network = live_network([3, 4, 2], 5, "relu", seed=0)
        exact = analytic_gradients(network)
        assert directional_check(network, exact | {"db1": np.full((1, 4), value)}) == float("inf")

    def test_exploded_gradients_are_wrong_and_do_not_overflow(self) -> None:
        network = live_network([3, 4, 2], 5, "relu", seed=0)
        exploded = {key: 1e200 * array for key, array in analytic_gradients(network).items()}
        assert directional_check(network, exploded) == pytest.approx(1.0)

    @pytest.mark.parametrize("array", [None, np.ones(4), np.ones((4, 1))], ids=["missing", "flat", "transposed"])
    def test_missing_and_misshapen_arrays_are_named(self, array: FloatArray | None) -> None:
        network = live_network([3, 4, 2], 5, "relu", seed=0)
        gradients: dict[str, Any] = {key: value for key, value in analytic_gradients(network).items() if key != "db1"}
        if array is not None:
            gradients["db1"] = array
        with pytest.raises(ValueError, match=r"db1 must be an array of shape \(1, 4\)"):
            directional_check(network, gradients)

    def test_the_same_seed_gives_the_same_answer(self) -> None:
        network = live_network([3, 4, 2], 5, "tanh", seed=0)
        exact = analytic_gradients(network)
        assert directional_check(network, exact, seed=4) == directional_check(network, exact, seed=4)
        assert directional_check(network, exact, seed=4) != directional_check(network, exact, seed=5)
