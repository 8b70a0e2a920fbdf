import numpy as np

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    P = {}
    for l in range(1, len(layer_dimensions)):
        m, n = layer_dimensions[l - 1], layer_dimensions[l]
        std = 0.01
        if initialization == "he":
            std = (2 / m) ** 0.5
        if initialization == "xavier":
            std = (2 / (m + n)) ** 0.5
        P[f"W{l}"] = np.random.randn(m, n) * std
        P[f"b{l}"] = np.zeros((1, n))
    return P
