import numpy as np
from numpy.random import default_rng

stds = {
    "he": lambda i, o: np.sqrt(2 / i),
    "xavier": lambda i, o: np.sqrt(2 / (i + o)),
}

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    rng = default_rng(seed=seed)
    p = {"layers": len(layer_dimensions) - 1}
    for l, (i, o) in enumerate(zip(layer_dimensions, layer_dimensions[1:])):
        W = rng.standard_normal((i, o), dtype=np.float32)
        W *= np.float32(stds.get(initialization, lambda i, o: .01)(i, o))
        p[f"W{l+1}"], p[f"b{l+1}"] = W, np.zeros((1, o), np.float32)
    return p
