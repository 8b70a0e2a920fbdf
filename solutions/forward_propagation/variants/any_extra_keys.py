import numpy as np
def forward_propagation(X, parameters, activation="relu", return_cache=True, verbose=0):
    X = np.asarray(X, dtype=float)
    cache = {"A0": X, "X": X, "parameters": parameters, "n": X.shape[0], 0: None, ("shape", 1): X.shape, "f": np.tanh}
    L = len(parameters) // 2
    for l in range(1, L + 1):
        cache[f"W{l}"] = parameters[f"W{l}"]
        cache[f"Z{l}"] = cache[f"A{l-1}"] @ parameters[f"W{l}"] + parameters[f"b{l}"]
        cache[f"A{l}"] = cache[f"Z{l}"] if l == L else {"relu": np.maximum(cache[f"Z{l}"], 0), "tanh": np.tanh(cache[f"Z{l}"]), "sigmoid": (1 + np.tanh(cache[f"Z{l}"] / 2)) / 2}[activation]
        if verbose: print(cache[f"A{l}"])
    return (cache[f"A{L}"], cache) if return_cache else cache[f"A{L}"]
