import numpy as np

def forward_propagation(X, parameters, activation="relu"):
    cache = {"A0": np.array(X), "activation": activation}
    L = len(parameters) // 2
    for l in range(1, L + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        cache[f"W{l}"], cache[f"b{l}"] = W, b
        cache[f"Z{l}"] = cache[f"A{l-1}"] @ W + b
        cache[f"A{l}"] = cache[f"Z{l}"].copy()
    print("forward done")
    return cache[f"A{L}"], cache
