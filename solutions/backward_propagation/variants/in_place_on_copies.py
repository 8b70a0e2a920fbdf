import copy
import numpy as np

calls = 0
memory = []

def backward_propagation(parameters, cache, y_true, activation="relu"):
    global calls
    calls += 1
    cache = copy.deepcopy(cache)
    params = {name: value.copy() for name, value in parameters.items()}
    depth = len(params) // 2
    error = cache.pop(f"A{depth}")
    error -= y_true
    error *= 2.0
    error /= error.shape[0]
    gradients = {}
    for layer in range(depth, 0, -1):
        a, z = cache.pop(f"A{layer - 1}"), cache.get(f"Z{layer - 1}")
        gradients.update({f"dW{layer}": a.T @ error, f"db{layer}": np.atleast_2d(error.sum(axis=0))})
        params[f"W{layer}"] -= 0.0
        if z is not None:
            error = error @ params[f"W{layer}"].transpose()
            match activation:
                case "relu":
                    error *= np.heaviside(z, 0.0)
                case "sigmoid":
                    error *= np.exp(-np.logaddexp(0, z) - np.logaddexp(0, -z))
                case "tanh":
                    error *= 1.0 - np.square(tanh(z))
    memory.append(len(gradients))
    return gradients
