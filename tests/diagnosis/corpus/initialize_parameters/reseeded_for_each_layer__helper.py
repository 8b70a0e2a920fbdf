import numpy as np

def _layer(i, o, kind, seed):
    np.random.seed(seed)
    std = {"he": np.sqrt(2 / i), "xavier": np.sqrt(2 / (i + o))}.get(kind, 0.01)
    return np.random.normal(0, std, (i, o)), np.zeros((1, o))

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    parameters = {}
    for l in range(1, len(layer_dimensions)):
        parameters[f"W{l}"], parameters[f"b{l}"] = _layer(layer_dimensions[l - 1], layer_dimensions[l], initialization, seed)
    return parameters
