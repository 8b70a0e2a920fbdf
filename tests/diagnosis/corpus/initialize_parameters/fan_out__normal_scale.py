import numpy as np

class Init:
    he = staticmethod(lambda i, o: np.sqrt(2.0 / o))
    xavier = staticmethod(lambda i, o: np.sqrt(2.0 / (i + o)))

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    rng = np.random.default_rng(seed)
    rule = getattr(Init, initialization, lambda i, o: 0.01)
    dims = list(layer_dimensions)
    res = {}
    for l in range(len(dims) - 1):
        res[f"W{l+1}"] = rng.normal(loc=0, scale=rule(dims[l], dims[l + 1]), size=(dims[l], dims[l + 1]))
        res[f"b{l+1}"] = np.zeros(dims[l + 1]).reshape(1, -1)
    return res
