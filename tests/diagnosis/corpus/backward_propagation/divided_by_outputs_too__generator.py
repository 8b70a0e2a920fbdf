import numpy as np

def backward_propagation(parameters, cache, y_true, activation="relu"):
    """Backprop through an MLP."""
    d = {"relu": relu_derivative, "sigmoid": sigmoid_derivative, "tanh": tanh_derivative}[activation]
    L = len(parameters) // 2

    def errors():
        e = 2 * (cache[f"A{L}"] - y_true) / np.prod(y_true.shape)
        yield L, e
        for l in range(L - 1, 0, -1):
            e = (e @ parameters[f"W{l+1}"].T) * d(cache[f"Z{l}"])
            yield l, e

    grads = {}
    for l, e in errors():
        grads[f"dW{l}"] = (e.T @ cache[f"A{l-1}"]).T
        grads[f"db{l}"] = e.sum(axis=0)[np.newaxis]
    return grads
