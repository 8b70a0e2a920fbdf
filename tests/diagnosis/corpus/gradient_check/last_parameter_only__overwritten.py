import numpy as np

def gradient_check(parameters, X, y_true, activation='relu', epsilon=1e-7):
    g = backward_propagation(parameters, forward_propagation(X, parameters, activation)[1], y_true, activation)
    for k in parameters:
        num = np.zeros_like(parameters[k])
        for ix in np.ndindex(num.shape):
            v = parameters[k].copy()
            v[ix] += epsilon
            a = mean_squared_error(y_true, forward_propagation(X, {**parameters, k: v}, activation)[0])
            v[ix] -= 2 * epsilon
            b = mean_squared_error(y_true, forward_propagation(X, {**parameters, k: v}, activation)[0])
            num[ix] = (a - b) / (2 * epsilon)
        if num.shape != g['d' + k].shape:
            raise ValueError('shape')
        err = np.max(np.abs(num - g['d' + k]) / (np.abs(num) + np.abs(g['d' + k]) + epsilon))
    return err
