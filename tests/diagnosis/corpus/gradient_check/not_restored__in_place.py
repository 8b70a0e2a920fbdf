import numpy as np

def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    _, cache = forward_propagation(X, parameters, activation)
    grads = backward_propagation(parameters, cache, y_true, activation)
    errors = []
    for k in list(parameters):
        if grads["d" + k].shape != parameters[k].shape:
            raise ValueError("shape mismatch for " + k)
        for i in range(parameters[k].shape[0]):
            for j in range(parameters[k].shape[1]):
                start = parameters[k][i, j]
                parameters[k][i, j] = start + epsilon
                lp = mean_squared_error(y_true, forward_propagation(X, parameters, activation)[0])
                parameters[k][i, j] = start - epsilon
                lm = mean_squared_error(y_true, forward_propagation(X, parameters, activation)[0])
                num = (lp - lm) / (2 * epsilon)
                g = grads["d" + k][i, j]
                errors.append(np.abs(g - num) / (np.abs(g) + np.abs(num) + epsilon))
    return np.max(errors)
