import math

import numpy as np


def act(name, z):
    if name == "relu":
        return z if z > 0 else 0.0
    if name == "sigmoid":
        if z >= 0:
            return 1 / (1 + math.exp(-z))
        return math.exp(z) / (1 + math.exp(z))
    if name == "tanh":
        return math.tanh(z)
    raise ValueError(name)


def forward_propagation(X, parameters, activation="relu"):
    L = len(parameters) // 2
    cache = {"A0": X.copy()}
    rows = X.tolist()
    for l in range(1, L + 1):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        Z, A = [], []
        for row in rows:
            z = [sum(row[i] * W[i, j] for i in range(W.shape[0])) + b[0, j] for j in range(W.shape[1])]
            Z.append(z)
            A.append([act(activation, v) if l < L else v for v in z])
        cache["Z" + str(l)] = np.array(Z)
        cache["A" + str(l)] = np.array(A)
        rows = A
    return np.array(rows), cache
