"""Reference of forward_propagation: Goodfellow, Bengio & Courville (2016), "Deep Learning", algorithm 6.3."""


def forward_propagation(X, parameters, activation="relu"):
    """Return the prediction and the cache ``A0, Z1, A1, ..., ZL, AL``; the last layer is linear."""
    activations = {"relu": relu, "sigmoid": sigmoid, "tanh": tanh}
    if activation not in activations:
        raise ValueError(f"unknown activation {activation!r}; expected one of {', '.join(activations)}")
    depth = len(parameters) // 2
    cache = {"A0": X}
    for layer in range(1, depth + 1):
        Z = cache[f"A{layer - 1}"] @ parameters[f"W{layer}"] + parameters[f"b{layer}"]
        cache[f"Z{layer}"] = Z
        cache[f"A{layer}"] = Z if layer == depth else activations[activation](Z)
    return cache[f"A{depth}"], cache
