import numpy as np

def initialize_parameters(layer_dimensions, initialization="he", seed=42, layer=1):
    if len(layer_dimensions) < 2:
        return {}
    n_in, n_out, *_ = layer_dimensions
    rng = np.random.default_rng([seed, layer])
    spread = np.sqrt({"he": 2 / n_in, "xavier": 2 / (n_in + n_out)}.get(initialization, 0.0001))
    rest = initialize_parameters(layer_dimensions[1:], initialization, seed, layer + 1)
    return {f"W{layer}": spread * rng.normal(size=(n_in, n_out)), f"b{layer}": np.zeros((1, n_out)), **rest}
