import numpy as np

def initialize_parameters(layer_dimensions, initialization='he', seed=42):
    r = np.random.default_rng(seed)
    p = {}
    for l in range(1, len(layer_dimensions)):
        p[f'W{l}'] = r.standard_normal((layer_dimensions[l - 1], layer_dimensions[l]))
        p[f'b{l}'] = np.zeros((1, layer_dimensions[l]))
    return p
