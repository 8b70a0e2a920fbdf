import numpy as np

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    rng = np.random.default_rng(seed)
    pairs = list(zip(layer_dimensions, layer_dimensions[1:]))
    std = lambda i, o: np.sqrt(2 / i) if initialization == "he" else np.sqrt(2 / (i + o)) if initialization == "xavier" else 0.01
    W = {f"W{l}": rng.standard_normal((o, i)) * std(i, o) for l, (i, o) in enumerate(pairs, 1)}
    return W | {f"b{l}": np.zeros((1, o)) for l, (_, o) in enumerate(pairs, 1)}
