"""Reference: Rumelhart, Hinton & Williams (1986), "Learning representations by back-propagating errors"."""

SLOPES = {"relu": relu_derivative, "sigmoid": sigmoid_derivative, "tanh": tanh_derivative}


def backward_propagation(parameters, cache, y_true, activation="relu"):
    """Return dW1, db1, …: the chain rule, from the last layer (which is linear) to the first."""
    gradients = {}
    depth = len(parameters) // 2
    dZ = mean_squared_error_derivative(y_true, cache[f"A{depth}"])
    for layer in range(depth, 0, -1):
        gradients[f"dW{layer}"] = cache[f"A{layer - 1}"].T @ dZ
        gradients[f"db{layer}"] = dZ.sum(axis=0, keepdims=True)
        if layer > 1:
            dA = dZ @ parameters[f"W{layer}"].T
            dZ = dA * SLOPES[activation](cache[f"Z{layer - 1}"])
    return gradients
