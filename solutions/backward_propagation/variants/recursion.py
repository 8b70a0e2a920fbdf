import numpy as np


def backward_propagation(parameters, cache, y_true, activation="relu"):
    depth = len(parameters) // 2

    def error(layer):
        if layer == depth:
            return mean_squared_error_derivative(y_true=y_true, y_pred=cache[f"A{depth}"])
        above = error(layer + 1) @ parameters[f"W{layer + 1}"].T
        return above * globals()[f"{activation}_derivative"](cache[f"Z{layer}"])

    gradients = {}
    for layer in range(1, depth + 1):
        dz = error(layer)
        gradients |= {f"dW{layer}": np.dot(cache[f"A{layer - 1}"].T, dz), f"db{layer}": np.sum(dz, 0).reshape(1, -1)}
    return gradients
