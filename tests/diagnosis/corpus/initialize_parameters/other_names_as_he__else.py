import numpy as np

def initialize_parameters(layer_dimensions, initialization='he', seed=42):
    r = np.random.RandomState(seed)
    p = {}
    for l, (a, b) in enumerate(zip(layer_dimensions, layer_dimensions[1:]), 1):
        s = (2 / (a + b)) ** .5 if initialization == 'xavier' else (2 / a) ** .5
        p[f'W{l}'] = s * r.standard_normal((a, b))
        p[f'b{l}'] = np.zeros([1, b])
    return p
