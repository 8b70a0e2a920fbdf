import numpy as np

def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    y_pred, cache = forward_propagation(X, parameters, activation)
    grads = backward_propagation(parameters, cache, y_true, activation)
    max_err = []
    for name, theta in parameters.items():
        numeric = np.empty_like(theta)
        for i, j in np.ndindex(*theta.shape):
            e = np.zeros_like(theta)
            e[i, j] = epsilon
            up = forward_propagation(X, {**parameters, name: theta + e}, activation)[0]
            dn = forward_propagation(X, {**parameters, name: theta - e}, activation)[0]
            numeric[i, j] = (mean_squared_error(y_true, up) - mean_squared_error(y_true, dn)) / (2 * epsilon)
        a = grads["d" + name]
        max_err.append(np.max(np.abs(a - numeric) / (np.abs(a) + np.abs(numeric) + epsilon)))
    return np.max(max_err)
