import numpy as np

def forward_propagation(X, parameters, activation="relu"):
    cache = {"A0": X}
    L = len(parameters) // 2
    for l in range(1, L + 1):
        z = cache[f"A{l-1}"] @ parameters[f"W{l}"] + parameters[f"b{l}"]
        a = {"relu": relu, "sigmoid": sigmoid, "tanh": tanh}[activation](z) if l < L else z
        cache[f"Z{l}"] = z
        cache[f"A{l}"] = a
    return cache, a
