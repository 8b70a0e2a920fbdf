import numpy as np

def forward_propagation(X, parameters, activation="relu"):
    L = len(parameters) // 2
    f = {"relu": relu, "sigmoid": sigmoid, "tanh": tanh}[activation]
    cache = {"A0": X}
    A = X
    for l in range(1, L + 1):
        Z = np.dot(A, parameters["W" + str(l)]) + parameters["b" + str(l)]
        A = f(Z)
        cache["Z" + str(l)] = Z
        cache["A" + str(l)] = A
    return A, cache
