import numpy as np

def initialize_parameters(layer_dimensions, initialization='he', seed=42):
    r = np.random.default_rng(seed)
    p = {}
    for l, (a, b) in enumerate(zip(layer_dimensions, layer_dimensions[1:]), 1):
        s = {'he': (2 / a) ** .5, 'xavier': (2 / (a + b)) ** .5}.get(initialization, 0.01)
        p[f'W{l}'] = r.uniform(-s, s, (a, b))
        p[f'b{l}'] = np.zeros([1, b])
    return p
