import numpy as np

def initialize_parameters(layer_dimensions, initialization='he', seed=42):
    np.random.seed(seed)
    p = {}
    for l, (a, b) in enumerate(zip(layer_dimensions, layer_dimensions[1:]), 1):
        s = 0.01
        if initialization == 'xavier':
            s = np.sqrt(2 / a)
        elif initialization == 'he':
            s = np.sqrt(2 / (a + b))
        p[f'W{l}'] = np.random.normal(0, s, size=(a, b))
        p[f'b{l}'] = np.zeros([1, b])
    return p
