"""What tells wrong update steps apart, small networks first."""

from itertools import pairwise

import numpy as np

from grader.suite import probe


def network(layers, seed):
    """Return parameters and gradients, drawn; the gradients stand in another order than the parameters."""
    rng = np.random.default_rng(seed)
    parameters, gradients = {}, {}
    for number, (n_in, n_out) in enumerate(pairwise(layers), start=1):
        parameters |= {f"W{number}": rng.normal(size=(n_in, n_out)), f"b{number}": rng.normal(size=(1, n_out))}
        drawn = {f"dW{number}": 9 * rng.normal(size=(n_in, n_out)), f"db{number}": 9 * rng.normal(size=(1, n_out))}
        gradients = drawn | gradients
    return parameters, gradients


def probes(reference):
    """Return networks of one to four layers at rates below and above 1."""
    numbers = {"W1": np.array([[1.0]]), "b1": np.array([[1.0]])}, {"dW1": np.array([[2.0]]), "db1": np.array([[2.0]])}
    cases = [(*numbers, 1.0), (*numbers, 0.5)]
    shapes = ([2, 2], 0.05), ([2, 3, 1], 0.3), ([3, 3, 3], 2.0), ([2, 3, 4, 2], 0.5), ([2, 2, 2, 2, 2], 0.1)
    cases += [(*network(layers, 3), rate) for layers, rate in shapes]
    return {"update_parameters": [probe(*case) for case in cases]}
