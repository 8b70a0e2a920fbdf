import numpy as np
from math import pi

class Normal:
    """Normal draws from uniform ones (Box and Muller, 1958)."""

    def __init__(self, seed):
        self.uniform = np.random.default_rng(seed).random

    def __call__(self, rows, columns):
        half = (rows * columns + 1) // 2
        radius = np.sqrt(-2 * np.log(1 - self.uniform(half)))
        angle = 2 * pi * self.uniform(half)
        both = np.concatenate([radius * np.cos(angle), radius * np.sin(angle)])
        return both[:rows * columns].reshape(rows, columns)

class Initializer:
    def __call__(self, layer_dimensions, initialization="he", seed=42):
        normal, parameters, layer = Normal(seed), {}, 0
        for n_in, n_out in zip(layer_dimensions[:-1], layer_dimensions[1:]):
            layer += 1
            variance = 1e-4
            if initialization == "he":
                variance = 2 / n_in
            if initialization == "xavier":
                variance = 2 / (n_in + n_out)
            parameters[f"W{layer}"] = normal(n_in, n_out) * variance ** .5
            parameters[f"b{layer}"] = 0.0 * np.ones((1, n_out))
        return parameters

initialize_parameters = Initializer()
