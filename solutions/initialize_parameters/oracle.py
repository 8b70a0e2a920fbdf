"""The reference of initialize_parameters against what its papers promise, and its suite against many seeds and
generators.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import NormalDist
from types import SimpleNamespace
from typing import Any

import numpy as np

Draw = Callable[..., dict[str, Any]]


def pooled(reference: SimpleNamespace, layers: list[int], scheme: str, layer: int, seeds: int) -> np.ndarray[Any, Any]:
    """Return the entries of one layer's W for many seeds, one row per seed."""
    draw = reference.initialize_parameters
    return np.array([draw(layers, scheme, seed)[f"W{layer}"].ravel() for seed in range(seeds)])


def test_he_keeps_the_mean_square_of_relu_activations_through_thirty_layers(reference: SimpleNamespace) -> None:
    width, samples = 400, 50
    parameters = reference.initialize_parameters([width] * 31, "he", 3)
    A = np.random.default_rng(0).normal(size=(samples, width))
    before = np.mean(A**2) / 2
    for layer in range(1, 31):
        A = np.maximum(0.0, A @ parameters[f"W{layer}"] + parameters[f"b{layer}"])
    assert 0.25 < np.mean(A**2) / before / 2 < 4.0


def test_xavier_keeps_variance_forwards_and_backwards_on_average(reference: SimpleNamespace) -> None:
    n_in, n_out = 300, 500
    W = reference.initialize_parameters([n_in, n_out], "xavier", 5)["W1"]
    forwards, backwards = np.sum(W**2) / n_out, np.sum(W**2) / n_in
    assert abs((forwards + backwards) / 2 - 1.0) < 0.02


def test_standard_deviations_by_exact_variances_over_two_thousand_seeds(reference: SimpleNamespace) -> None:
    cases = [
        ("he", 1, 1.0),
        ("he", 2, 2 / 3),
        ("xavier", 1, 2 / 5),
        ("xavier", 2, 2 / 4),
        ("other", 1, 1e-4),
        ("", 2, 1e-4),
    ]
    for scheme, layer, variance in cases:
        entries = pooled(reference, [2, 3, 1], scheme, layer, 2_000)
        assert abs(np.mean(entries**2) / variance - 1) < 5 * np.sqrt(2 / entries.size)
        assert abs(np.mean(entries)) < 5 * np.sqrt(variance / entries.size)


def test_draws_follow_the_normal_distribution(reference: SimpleNamespace) -> None:
    entries = np.sort(pooled(reference, [2, 3, 1], "he", 1, 5_000).ravel())
    wanted = np.array([NormalDist().cdf(x) for x in entries])
    gap = np.abs(wanted - (np.arange(entries.size) + 0.5) / entries.size).max()
    assert gap * np.sqrt(entries.size) < 2.75  # Kolmogorov: P = 2 exp(−2·2.75²) ≈ 5e-7


def test_entries_layers_and_neighbouring_seeds_are_uncorrelated(reference: SimpleNamespace) -> None:
    draw = reference.initialize_parameters
    drawn = [draw([2, 2, 2], "he", seed) for seed in range(4_000)]
    flat = np.array([np.concatenate([p["W1"].ravel(), p["W2"].ravel()]) for p in drawn])
    correlations = np.corrcoef(flat, rowvar=False)[np.triu_indices(8, k=1)]
    assert np.abs(correlations).max() < 5 / np.sqrt(len(flat))
    assert abs(np.corrcoef(flat[:-1].ravel(), flat[1:].ravel())[0, 1]) < 5 / np.sqrt(flat[1:].size)


def test_worked_example_and_defaults(reference: SimpleNamespace) -> None:
    draw = reference.initialize_parameters
    parameters = draw([2, 3, 1])
    assert {key: value.shape for key, value in parameters.items()} == {
        "W1": (2, 3), "b1": (1, 3), "W2": (3, 1), "b2": (1, 1),
    }  # fmt: skip
    assert sum(value.size for value in parameters.values()) == 13
    assert all(not parameters[key].any() for key in ("b1", "b2"))
    for key, value in draw([2, 3, 1], "he", 42).items():
        assert np.array_equal(value, parameters[key])


def test_global_generator_is_left_alone(reference: SimpleNamespace) -> None:
    np.random.seed(1)
    expected = np.random.random()
    np.random.seed(1)
    reference.initialize_parameters([3, 2])
    assert np.random.random() == expected
