import numpy as np

def _grads(A_prev, dZ):
    return A_prev.T @ dZ, np.sum(dZ, 0)

def backward_propagation(parameters, cache, y_true, activation="relu"):
    L, grads = len(parameters) // 2, {}
    slope = globals()[activation + "_derivative"]
    dZ = mean_squared_error_derivative(y_true, cache[f"A{L}"])
    grads[f"dW{L}"], grads[f"db{L}"] = _grads(cache[f"A{L-1}"], dZ)
    for l in range(L - 1, 0, -1):
        dZ = np.multiply(np.matmul(dZ, parameters[f"W{l+1}"].T), slope(cache[f"Z{l}"]))
        grads[f"dW{l}"], grads[f"db{l}"] = _grads(cache[f"A{l-1}"], dZ)
    return grads
