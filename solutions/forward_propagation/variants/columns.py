import numpy as np
from functools import reduce

def forward_propagation(X, parameters, activation="relu", verbose=False):
    # column convention inside, rows outside
    f = globals()[activation]
    values = list(parameters.values())
    Ws, bs = values[0::2], values[1::2]
    cache = {"A0": X}

    def layer(state, Wb):
        A, l = state
        W, b = Wb
        Z = np.dot(W.T, A) + b.T
        A = Z if l == len(Ws) else f(Z)
        cache[f"Z{l}"] = Z.T
        cache[f"A{l}"] = A.T
        if verbose:
            print(l, Z.shape)
        return A, l + 1

    A, _ = reduce(layer, zip(Ws, bs), (X.T, 1))
    return A.T, cache
