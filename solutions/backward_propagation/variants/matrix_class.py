import numpy as np
def backward_propagation(parameters, cache, y_true, activation="relu"):
    L = len(parameters) // 2
    M = {k: np.asmatrix(v) for k, v in (parameters | cache).items()}
    d = (M[f"A{L}"] - y_true) * 2 / len(y_true); g = {}
    for l in range(L, 0, -1):
        g[f"dW{l}"], g[f"db{l}"] = M[f"A{l-1}"].T * d, d.sum(axis=0)
        if l > 1:
            a = np.asarray(cache[f"A{l-1}"])
            d = np.multiply(d * M[f"W{l}"].T, {"relu": 1.0 * (a > 0), "tanh": 1 - a * a, "sigmoid": a - a * a}[activation])
    return g
