"""Small networks for suites to test with: consistent caches, non-zero biases, and no unit on a kink.

The functions here accept complex arrays, so that a complex step can go through them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

FloatArray = np.ndarray[Any, Any]

_FARTHEST_FROM_KINK = 1e-3
_BIAS_STD = 0.3


def _relu(z: FloatArray) -> FloatArray:
    return np.where(z.real > 0, z, 0.0)


def _sigmoid(z: FloatArray) -> FloatArray:
    return 0.5 * (1.0 + np.tanh(0.5 * z))


ACTIVATIONS: Mapping[str, Callable[[FloatArray], FloatArray]] = {"relu": _relu, "sigmoid": _sigmoid, "tanh": np.tanh}


@dataclass(frozen=True, slots=True)
class Network:
    """A network with data: parameters ``W1, b1, …``, inputs ``X``, targets ``y``, and the cache of its forward pass."""

    parameters: dict[str, FloatArray]
    X: FloatArray
    y: FloatArray
    activation: str
    cache: dict[str, FloatArray]


def forward(X: FloatArray, parameters: Mapping[str, FloatArray], activation: str) -> dict[str, FloatArray]:
    """Return the cache ``A0, Z1, A1, … ZL, AL`` of a forward pass; the last layer is linear.

    Parameters
    ----------
    X
        Shape (n_samples, n_features).
    parameters
        ``Wl`` of shape (n_in, n_out) and ``bl`` of shape (1, n_out) for each layer l.
    """
    depth = len(parameters) // 2
    cache = {"A0": X}
    for layer in range(1, depth + 1):
        Z = cache[f"A{layer - 1}"] @ parameters[f"W{layer}"] + parameters[f"b{layer}"]
        cache[f"Z{layer}"] = Z
        cache[f"A{layer}"] = Z if layer == depth else ACTIVATIONS[activation](Z)
    return cache


def loss(X: FloatArray, y: FloatArray, parameters: Mapping[str, FloatArray], activation: str) -> Any:
    """Return the mean squared error of the network: averaged over samples, summed over outputs."""
    depth = len(parameters) // 2
    return ((forward(X, parameters, activation)[f"A{depth}"] - y) ** 2).sum() / len(y)


def live_network(layers: Sequence[int], samples: int, activation: str, seed: int) -> Network:
    """Draw a network none of whose pre-activations is near zero, so that relu has a slope at every unit and sample.

    Weights are N(0, 1/n_in), biases N(0, 0.3²), inputs and targets standard normal.

    Parameters
    ----------
    layers
        Units per layer, inputs first: ``[3, 4, 2]``.
    """
    rng = np.random.default_rng(seed)
    while True:
        parameters: dict[str, FloatArray] = {}
        for layer, (n_in, n_out) in enumerate(pairwise(layers), start=1):
            parameters[f"W{layer}"] = rng.normal(0.0, 1.0 / np.sqrt(n_in), (n_in, n_out))
            parameters[f"b{layer}"] = rng.normal(0.0, _BIAS_STD, (1, n_out))
        X = rng.normal(size=(samples, layers[0]))
        cache = forward(X, parameters, activation)
        hidden = [np.abs(cache[f"Z{layer}"]).min() for layer in range(1, len(layers) - 1)]
        if min(hidden, default=1.0) > _FARTHEST_FROM_KINK:
            return Network(parameters, X, rng.normal(size=(samples, layers[-1])), activation, cache)
