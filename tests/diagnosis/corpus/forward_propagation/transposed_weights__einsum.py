import numpy as np

def forward_propagation(X, parameters, activation="relu"):
    L = len(parameters) // 2
    g = {"relu": relu, "sigmoid": sigmoid, "tanh": tanh}
    cache = {"A0": X}
    for l in range(1, L + 1):
        cache[f"Z{l}"] = np.einsum("ni,oi->no", cache[f"A{l-1}"], parameters[f"W{l}"]) + parameters[f"b{l}"]
        cache[f"A{l}"] = g[activation](cache[f"Z{l}"]) if l != L else cache[f"Z{l}"]
    return cache[f"A{L}"], cache
