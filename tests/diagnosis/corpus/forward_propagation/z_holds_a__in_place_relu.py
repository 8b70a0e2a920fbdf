import numpy as np

def forward_propagation(X, parameters, activation="relu"):
    L = len(parameters) // 2
    cache = {"A0": X}
    for l in range(1, L):
        Z = cache[f"A{l-1}"] @ parameters[f"W{l}"] + parameters[f"b{l}"]
        if activation == "relu":
            Z = relu(Z)
        elif activation == "sigmoid":
            Z = sigmoid(Z)
        elif activation == "tanh":
            Z = tanh(Z)
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = Z
    Z = cache[f"A{L-1}"] @ parameters[f"W{L}"] + parameters[f"b{L}"]
    cache[f"Z{L}"] = cache[f"A{L}"] = Z
    return Z, cache
