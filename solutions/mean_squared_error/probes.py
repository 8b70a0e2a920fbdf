"""What tells wrong losses and their derivatives apart: samples and outputs in different numbers, small inputs first."""

import numpy as np

from grader.suite import probe


def probes(reference):
    """Return targets and predictions as probes of both functions."""
    rng = np.random.default_rng(8)
    pairs = [
        (np.array([[0.0]]), np.array([[1.0]])),
        (np.array([[1.0]]), np.array([[0.0]])),
        (np.array([[0.0]]), np.array([[3.0]])),
        (np.array([[0.0, 0.0]]), np.array([[1.0, -3.0]])),
        (np.array([[0.0], [0.0]]), np.array([[1.0], [-3.0]])),
        (np.array([[0.0], [0.0], [0.0]]), np.array([[1.0], [1.0], [4.0]])),
    ]
    pairs += [(rng.normal(size=shape), 2.0 * rng.normal(size=shape)) for shape in ((3, 2), (2, 3), (5, 4), (3, 3))]
    return {name: [probe(*pair) for pair in pairs] for name in ("mean_squared_error", "mean_squared_error_derivative")}
