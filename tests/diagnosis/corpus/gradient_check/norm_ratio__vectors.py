import numpy as np

def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    _, cache = forward_propagation(X, parameters, activation)
    grads = backward_propagation(parameters, cache, y_true, activation)
    analytic, numeric = [], []
    for k in parameters:
        theta = parameters[k].astype(float).copy()
        if grads["d" + k].shape != theta.shape:
            raise ValueError
        analytic.extend(grads["d" + k].flatten())
        flat = theta.reshape(-1)
        for i in range(flat.size):
            keep = flat[i]
            flat[i] = keep + epsilon
            j_plus = mean_squared_error(y_true, forward_propagation(X, {**parameters, k: theta}, activation)[0])
            flat[i] = keep - epsilon
            j_minus = mean_squared_error(y_true, forward_propagation(X, {**parameters, k: theta}, activation)[0])
            flat[i] = keep
            numeric.append((j_plus - j_minus) / (2 * epsilon))
    a, n = np.array(analytic), np.array(numeric)
    return float(np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n) + epsilon))
