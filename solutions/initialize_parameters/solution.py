"""Reference of initialize_parameters.

He, Zhang, Ren & Sun (2015), "Delving deep into rectifiers", eq. 10; Glorot & Bengio (2010), "Understanding the
difficulty of training deep feedforward neural networks", eq. 12.
"""

from itertools import pairwise

import numpy as np


def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    """Return normal weights W1, W2, … at the scale of the scheme, and zero biases b1, b2, …"""
    rng = np.random.default_rng(seed)
    parameters = {}
    for layer, (n_in, n_out) in enumerate(pairwise(layer_dimensions), start=1):
        if initialization == "he":
            std = np.sqrt(2.0 / n_in)
        elif initialization == "xavier":
            std = np.sqrt(2.0 / (n_in + n_out))
        else:
            std = 0.01
        parameters[f"W{layer}"] = rng.normal(0.0, std, (n_in, n_out))
        parameters[f"b{layer}"] = np.zeros((1, n_out))
    return parameters
