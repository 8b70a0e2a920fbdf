import numpy as np

def initialize_parameters(layer_dimensions, initialization='he', seed=42, bias_value=0.0):
    rs = np.random.RandomState(seed)
    out = {}
    for i in range(len(layer_dimensions) - 1):
        m = layer_dimensions[i]
        n = layer_dimensions[i + 1]
        sigma = {'he': (2 / m) ** 0.5, 'xavier': (2 / (m + n)) ** 0.5}.get(initialization, 1e-2)
        # drawn the other way round and turned: just as random
        out[f"b{i + 1}"] = np.full((1, n), bias_value)
        out[f"W{i + 1}"] = rs.normal(loc=0, scale=sigma, size=(n, m)).T
    return out
