import numpy as np
import matplotlib.pyplot as plt

ACT = {"relu": lambda z: z * (z > 0), "sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh}


def losses(X, y, stacked, f):
    """stacked: every parameter with a leading axis of variants"""
    A = X[None]
    L = len(stacked) // 2
    for l in range(1, L + 1):
        Z = np.einsum("kni,kio->kno", np.broadcast_to(A, (len(stacked["b1"]),) + A.shape[1:]), stacked[f"W{l}"]) + stacked[f"b{l}"]
        A = f(Z) if l < L else Z
    return ((A - y) ** 2).sum(axis=(1, 2)) / X.shape[0]


def gradient_check(parameters, X, y_true, activation='relu', epsilon=1e-7):
    f = ACT[activation]
    _, cache = forward_propagation(X, parameters, activation)
    grads = backward_propagation(parameters, cache, y_true, activation)
    all_errors = []
    for key, p in parameters.items():
        k = p.size
        shift = epsilon * np.eye(k).reshape((k,) + p.shape)
        stack = lambda s: {n: (v + s if n == key else np.repeat(v[None], k, axis=0)) for n, v in parameters.items()}
        num = ((losses(X, y_true, stack(shift), f) - losses(X, y_true, stack(-shift), f)) / (2 * epsilon)).reshape(p.shape)
        g = grads["d" + key]
        if np.shape(g) != p.shape or not np.all(np.isfinite(g)):
            raise AssertionError(f"bad gradient d{key}")
        all_errors.append(np.abs(g - num) / (np.abs(g) + np.abs(num) + epsilon))
    return np.asarray(max(e.max() for e in all_errors))


plt.figure()
