import numpy as np

def forward_propagation(X, parameters, activation="relu"):
    # bias as one more weight for a constant input
    L = len(parameters) >> 1
    cache = dict(A0=X)
    A = X
    for l in range(1, L + 1):
        stacked = np.concatenate([parameters["W%d" % l], parameters["b%d" % l].reshape(1, -1)], axis=0)
        ones = np.ones((A.shape[0], 1))
        Z = np.hstack((A, ones)) @ stacked
        if l == L:
            A = Z
        elif activation == "relu":
            A = Z.clip(min=0)
        elif activation == "sigmoid":
            A = (1 + np.tanh(Z / 2)) / 2
        elif activation == "tanh":
            A = 2 * (1 + np.tanh(Z)) / 2 - 1
        else:
            raise KeyError(activation)
        cache.update({"Z%d" % l: Z, "A%d" % l: A})
    return A, cache
