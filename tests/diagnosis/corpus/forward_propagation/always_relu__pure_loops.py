import numpy as np

def _affine(A, W, b):
    out = np.zeros((A.shape[0], W.shape[1]))
    for s in range(A.shape[0]):
        for j in range(W.shape[1]):
            out[s, j] = sum(A[s, i] * W[i, j] for i in range(W.shape[0])) + b[0, j]
    return out

def forward_propagation(X, parameters, activation="relu"):
    cache, A, L = {"A0": X}, X, len(parameters) // 2
    for l in range(1, L + 1):
        Z = _affine(A, parameters[f"W{l}"], parameters[f"b{l}"])
        A = Z if l == L else np.vectorize(lambda v: v if v > 0 else 0.0)(Z)
        cache[f"Z{l}"], cache[f"A{l}"] = Z, A
    return A, cache
