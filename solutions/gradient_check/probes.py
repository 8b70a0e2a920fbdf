"""What tells wrong gradient checks apart: networks with right gradients, and with bugs planted in them."""

import numpy as np

from grader.suite import probe
from grader.suite.networks import live_network


def planted(reference, change):
    """Return backpropagation whose gradients go through ``change``."""

    def backward_propagation(parameters, cache, y_true, activation="relu"):
        gradients = {
            k: np.array(v) for k, v in reference.backward_propagation(parameters, cache, y_true, activation).items()
        }
        change(gradients)
        return gradients

    return backward_propagation


def scaled(**factors):
    """Return a change that multiplies the gradients named, each by its own factor."""

    def change(gradients):
        for name, factor in factors.items():
            gradients[name] *= factor

    return change


def entry(name, index, factor):
    """Return a change to one entry of one gradient."""

    def change(gradients):
        gradients[name][index] *= factor

    return change


def everywhere(factor):
    """Return a change that multiplies all gradients."""

    def change(gradients):
        for value in gradients.values():
            value *= factor

    return change


def probes(reference):
    """Return networks with right gradients, at steps where the difference shows, and with bugs."""
    one = live_network([1, 1], 1, "relu", seed=1)
    small = live_network([2, 2, 2], 3, "tanh", seed=5)
    deep = live_network([1, 2, 2, 2], 2, "sigmoid", seed=4)
    calls = [probe(n.parameters, n.X, n.y, n.activation, 1e-2) for n in (one, small, deep)]
    calls.append(probe(small.parameters, small.X, small.y, "tanh", 1e-3))
    changes = [
        (one, everywhere(2.0)),
        (one, everywhere(-0.5)),
        (small, everywhere(3.0)),
        (small, everywhere(-2.0)),
        (small, everywhere(0.0)),
        (small, scaled(dW1=1.1, db1=1.3, dW2=2.0, db2=1.6)),
        (small, scaled(dW1=3.0, db1=1.2, dW2=1.4, db2=1.1)),
        (small, scaled(dW1=1.2, db1=4.0, dW2=1.4, db2=1.1)),
        (small, scaled(dW1=1.2, db1=1.5, dW2=1.4, db2=3.5)),
        (small, entry("dW1", (1, 1), 3.0)),
        (small, entry("dW2", (0, 1), -2.0)),
        (small, entry("db1", (0, 1), np.nan)),
        (deep, scaled(dW3=2.5, db2=1.7)),
        (deep, scaled(dW2=2.5, db1=1.7)),
    ]
    for network, change in changes:
        call = probe(network.parameters, network.X, network.y, network.activation, 1e-3)
        calls.append(call.planting(backward_propagation=planted(reference, change)))
    return {"gradient_check": calls}
