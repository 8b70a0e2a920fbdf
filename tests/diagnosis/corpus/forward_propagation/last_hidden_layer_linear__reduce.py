from functools import reduce
import numpy as np

def forward_propagation(X, parameters, activation="relu"):
    L = len(parameters) // 2
    act = {"relu": lambda z: np.clip(z, 0, None), "sigmoid": sigmoid, "tanh": np.tanh}[activation]

    def step(state, l):
        A, cache = state
        Z = A @ parameters[f"W{l}"] + parameters[f"b{l}"]
        new = act(Z) if l < L - 1 else Z
        return new, {**cache, f"Z{l}": Z, f"A{l}": new}

    return reduce(step, range(1, L + 1), (X, {"A0": X}))
