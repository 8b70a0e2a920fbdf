import numpy as np

def backward_propagation(parameters, cache, y_true, activation="relu"):
    def go(layer, dA):
        if layer == 0:
            return {}
        here = {f"dW{layer}": cache[f"A{layer - 1}"].T @ dA, f"db{layer}": np.ones((1, len(dA))) @ dA}
        return {**here, **go(layer - 1, dA @ parameters[f"W{layer}"].T)}
    top = len(parameters) // 2
    return go(top, mean_squared_error_derivative(y_true, cache[f"A{top}"]))
