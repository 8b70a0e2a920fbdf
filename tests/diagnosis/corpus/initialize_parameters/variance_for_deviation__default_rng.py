import numpy as np

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    gen = np.random.default_rng(seed)
    p = {}
    for l in range(1, len(layer_dimensions)):
        fan_in, fan_out = layer_dimensions[l - 1], layer_dimensions[l]
        if initialization == "he":
            scale = 2 / fan_in
        elif initialization == "xavier":
            scale = 2 / (fan_in + fan_out)
        else:
            scale = 0.01
        p[f"W{l}"] = gen.standard_normal((fan_in, fan_out)) * scale
        p[f"b{l}"] = np.zeros((1, fan_out))
    return p
