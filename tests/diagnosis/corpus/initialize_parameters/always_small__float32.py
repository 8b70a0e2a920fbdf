import numpy as np

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    rng = np.random.RandomState(seed)
    params = {}
    for n, (i, o) in enumerate(zip(layer_dimensions, layer_dimensions[1:]), 1):
        params["W%d" % n] = (0.01 * rng.randn(i, o)).astype(np.float32)
        params["b%d" % n] = np.zeros((1, o), dtype=np.float32)
    return params
