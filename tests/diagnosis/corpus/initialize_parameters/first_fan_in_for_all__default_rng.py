import numpy as np

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    rng = np.random.default_rng(seed)
    n_in = layer_dimensions[0]
    parameters = {}
    for l in range(1, len(layer_dimensions)):
        n_out = layer_dimensions[l]
        if initialization == "he":
            std = np.sqrt(2 / n_in)
        elif initialization == "xavier":
            std = np.sqrt(2 / (n_in + n_out))
        else:
            std = 0.01
        parameters[f"W{l}"] = rng.normal(0, std, (layer_dimensions[l - 1], n_out))
        parameters[f"b{l}"] = np.zeros((1, n_out))
    return parameters
