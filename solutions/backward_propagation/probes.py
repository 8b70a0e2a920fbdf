"""What tells wrong backward passes apart, small networks first; the last layers' Z and A are separate arrays."""

import numpy as np

from grader.suite import probe
from grader.suite.networks import forward, live_network


def by_hand(X, y, *layers, activation="relu"):
    """Return the call for the network whose layers are pairs (W, b)."""
    parameters = {}
    for number, (W, b) in enumerate(layers, start=1):
        parameters |= {f"W{number}": np.array(W, dtype=float), f"b{number}": np.array([b], dtype=float)}
    cache = forward(np.array(X, dtype=float), parameters, activation)
    return call(parameters, cache, np.array(y, dtype=float), activation)


def call(parameters, cache, y, *activation):
    """Return the probe; no array stands in the cache twice."""
    return probe(parameters, {key: np.array(value) for key, value in cache.items()}, y, *activation)


def probes(reference):
    """Return networks of one to five layers, square ones too, with every activation and without any named."""
    calls = [
        by_hand([[1]], [[0]], ([[1]], [0])),
        by_hand([[1]], [[0]], ([[1]], [2])),
        by_hand([[1]], [[0, 0]], ([[1, 2]], [0, 0])),
        by_hand([[1], [2]], [[0], [0]], ([[1]], [0])),
    ]
    for activation in ("relu", "sigmoid", "tanh"):
        calls.append(by_hand([[1]], [[0]], ([[1]], [1]), ([[2]], [0]), activation=activation))
    calls.append(by_hand([[1]], [[0]], ([[1, 1]], [-1, 1]), ([[1], [1]], [1])))
    shapes = ([2, 3], 1), ([3, 2], 4), ([2, 3, 2], 1), ([2, 3, 2], 3), ([3, 3, 3], 3), ([2, 3, 4, 2], 5), ([2] * 6, 2)
    for activation in ("relu", "sigmoid", "tanh"):
        for layers, samples in shapes:
            network = live_network(layers, samples, activation, seed=31)
            calls.append(call(network.parameters, network.cache, network.y, activation))
    network = live_network([2, 3, 1], 2, "relu", seed=31)
    return {"backward_propagation": [*calls, call(network.parameters, network.cache, network.y)]}
