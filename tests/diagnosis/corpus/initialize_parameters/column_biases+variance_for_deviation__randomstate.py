import numpy as np

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    rs = np.random.RandomState(seed)
    p = {}
    for l in range(1, len(layer_dimensions)):
        a, b = layer_dimensions[l - 1], layer_dimensions[l]
        var = {"he": 2 / a, "xavier": 2 / (a + b)}.get(initialization, 0.01)
        p["W" + str(l)] = rs.standard_normal((a, b)) * var
        p["b" + str(l)] = np.zeros((b, 1))
    return p
