import numpy as np

def forward_propagation(X, parameters, activation="relu"):
    f = {"relu": relu, "sigmoid": sigmoid, "tanh": tanh}[activation]
    cache = {"A0": X}
    for l in range(1, len(parameters) // 2 + 1):
        cache[f"Z{l}"] = cache[f"A{l-1}"] @ parameters[f"W{l}"]
        cache[f"A{l}"] = f(cache[f"Z{l}"])
    return cache[f"A{len(parameters) // 2}"], cache
