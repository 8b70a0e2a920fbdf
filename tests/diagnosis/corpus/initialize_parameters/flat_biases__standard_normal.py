import numpy as np

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    rng = np.random.Generator(np.random.PCG64(seed))
    d = {}
    for l, (i, o) in enumerate(zip(layer_dimensions[:-1], layer_dimensions[1:]), start=1):
        match initialization:
            case "he":
                k = np.sqrt(2 / i)
            case "xavier":
                k = np.sqrt(2 / (i + o))
            case _:
                k = 1e-2
        d[f"W{l}"] = k * rng.standard_normal(size=(i, o))
        d[f"b{l}"] = np.zeros(o)
    return d
