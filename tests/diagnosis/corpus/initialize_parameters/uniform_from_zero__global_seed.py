import numpy as np

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    np.random.seed(seed)
    out = {}
    for i, (a, b) in enumerate(zip(layer_dimensions[:-1], layer_dimensions[1:])):
        s = {"he": np.sqrt(2 / a), "xavier": np.sqrt(2 / (a + b))}.get(initialization, 0.01)
        out["W" + str(i + 1)] = s * np.random.rand(a, b)
        out["b" + str(i + 1)] = np.zeros((1, b))
    return out
