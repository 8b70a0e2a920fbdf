import random
import numpy as np

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    r = random.Random(seed)
    out = {}
    for l in range(1, len(layer_dimensions)):
        i, o = layer_dimensions[l - 1], layer_dimensions[l]
        s = np.sqrt(1 / i) if initialization == "he" else np.sqrt(2 / (i + o)) if initialization == "xavier" else 0.01
        out[f"W{l}"] = np.array([[r.gauss(0, s) for _ in range(o)] for _ in range(i)])
        out[f"b{l}"] = np.zeros((1, o))
    return out
