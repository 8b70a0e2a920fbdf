import numpy as np

def backward_propagation(parameters, cache, y_true, activation="relu"):
    L = len(parameters) // 2
    grads = {}
    dA = mean_squared_error_derivative(y_true, cache[f"A{L}"])
    for l in range(L, 0, -1):
        dZ = np.array(dA, copy=True)
        if l < L:
            if activation == "relu":
                dZ[cache[f"Z{l}"] < 0] = 0
            elif activation == "tanh":
                dZ *= tanh_derivative(cache[f"Z{l}"])
            elif activation == "sigmoid":
                dZ *= sigmoid_derivative(cache[f"Z{l}"])
        grads[f"dW{l}"] = np.dot(cache[f"A{l-1}"].T, dZ)
        grads[f"db{l}"] = np.sum(dZ, axis=0).reshape(1, -1)
        dA = np.dot(dZ, parameters[f"W{l}"].T)
    return grads
