import numpy as np

def backward_propagation(parameters, cache, y_true, activation="relu"):
    acts = dict(relu=relu_derivative, sigmoid=sigmoid_derivative, tanh=tanh_derivative)
    n_layers = len(parameters) // 2
    error = 2.0 / len(y_true) * (cache[f"A{n_layers}"] - y_true)
    result = {}
    for k in range(n_layers, 0, -1):
        result |= {f"dW{k}": np.einsum("si,so->io", cache[f"A{k-1}"], error), f"db{k}": np.einsum("so->o", error).reshape(1, -1)}
        if k == 1:
            break
        error = np.einsum("so,oi->si", error, parameters[f"W{k}"]) * acts[activation](cache[f"Z{k-1}"])
    return result
