import numpy as np
from collections import OrderedDict
def backward_propagation(parameters, cache, y_true, activation="relu", *, debug=False):
    assert activation in {"relu", "sigmoid", "tanh"}, activation
    L = len(parameters) // 2
    out = OrderedDict(activation=activation, depth=L)
    dA = 2 * (cache[f"A{L}"] - y_true) / len(y_true)
    for l in range(L, 0, -1):
        out[f"dA{l}"] = dA
        if l == L: dZ = dA
        else:
            A = cache[f"A{l}"]
            dZ = dA * (np.sign(A) if activation == "relu" else A * (1 - A) if activation == "sigmoid" else 1 - A**2)
        out[f"dZ{l}"] = dZ
        out[f"dW{l}"] = np.asfortranarray(cache[f"A{l-1}"].T @ dZ)
        out[f"db{l}"] = np.add.reduce(dZ, axis=0, keepdims=True)
        dA = dZ @ parameters[f"W{l}"].T
    out["fn"] = np.sign
    return out
