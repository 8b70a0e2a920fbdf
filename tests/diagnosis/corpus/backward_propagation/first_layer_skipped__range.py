import numpy as np

def backward_propagation(parameters, cache, y_true, activation="relu"):
    L = len(parameters) // 2
    grads = {}
    dZ = mean_squared_error_derivative(y_true, cache[f"A{L}"])
    grads[f"dW{L}"] = cache[f"A{L-1}"].T @ dZ
    grads[f"db{L}"] = dZ.sum(axis=0, keepdims=True)
    for l in range(L - 1, 1, -1):
        dA = dZ @ parameters[f"W{l+1}"].T
        if activation == "relu":
            dZ = dA * (cache[f"Z{l}"] > 0)
        elif activation == "sigmoid":
            dZ = dA * sigmoid_derivative(cache[f"Z{l}"])
        else:
            dZ = dA * tanh_derivative(cache[f"Z{l}"])
        grads[f"dW{l}"] = cache[f"A{l-1}"].T @ dZ
        grads[f"db{l}"] = dZ.sum(axis=0, keepdims=True)
    return grads
