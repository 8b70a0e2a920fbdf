import numpy as np

def backward_propagation(parameters, cache, y_true, activation="relu"):
    L = len(parameters) // 2
    err = (cache[f"A{L}"] - y_true) / y_true.shape[0]
    grads = {}
    for l in range(L, 0, -1):
        grads[f"dW{l}"] = cache[f"A{l-1}"].T.dot(err)
        grads[f"db{l}"] = err.sum(axis=0, keepdims=True)
        err = err.dot(parameters[f"W{l}"].T)
    return grads
