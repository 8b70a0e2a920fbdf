import numpy as np

def _one(x, parameters, activation):
    f = {"relu": relu, "sigmoid": sigmoid, "tanh": tanh}[activation]
    out = {"A0": x}
    l = 1
    while f"W{l}" in parameters:
        z = parameters[f"W{l}"].T @ x + parameters[f"b{l}"][0]
        out[f"Z{l}"] = z
        last = f"W{l + 1}" not in parameters
        x = z.copy() if last else f(z)
        out[f"A{l}"] = x
        l += 1
    return x, out

def forward_propagation(X, parameters, activation="relu"):
    results = [_one(x, parameters, activation) for x in X]
    cache = {k: np.stack([out[k] for _, out in results]) for k in results[0][1]}
    return np.vstack([y for y, _ in results]), cache
