from typing import NamedTuple
import numpy as np
class Result(NamedTuple):
    y_pred: np.ndarray
    cache: dict
def forward_propagation(X, parameters, activation="relu"):
    A = X.astype(np.float32)
    cache = {"A0": A}
    P = {k: v.astype(np.float32) for k, v in parameters.items()}
    L = len(P) // 2
    acts = {"relu": lambda z: np.maximum(z, np.float32(0)), "tanh": np.tanh, "sigmoid": lambda z: np.float32(0.5) * (1 + np.tanh(z / 2))}
    for l in range(1, L + 1):
        Z = A @ P[f"W{l}"] + P[f"b{l}"]
        A = Z if l == L else acts[activation](Z)
        cache |= {f"Z{l}": Z, f"A{l}": A}
    return Result(A, cache)
