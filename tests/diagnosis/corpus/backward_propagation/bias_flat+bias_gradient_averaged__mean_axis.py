import numpy as np

def backward_propagation(parameters, cache, y_true, activation="relu"):
    L = len(parameters) // 2
    grads = {}
    dZ = 2 * (cache[f"A{L}"] - y_true) / len(y_true)
    for l in range(L, 0, -1):
        grads[f"dW{l}"] = cache[f"A{l-1}"].T @ dZ
        grads[f"db{l}"] = np.mean(dZ, axis=0)
        if l > 1:
            z = cache[f"Z{l-1}"]
            s = {"relu": relu_derivative(z), "sigmoid": sigmoid_derivative(z), "tanh": tanh_derivative(z)}
            dZ = dZ @ parameters[f"W{l}"].T * s[activation]
    return grads
