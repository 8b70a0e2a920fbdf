import numpy as np

def numeric(parameters, k, ix, X, y, act, h):
    v, u = parameters[k].copy(), parameters[k].copy()
    v[ix] += h
    u[ix] -= h
    L = lambda w: mean_squared_error(y, forward_propagation(X, {**parameters, k: w}, act)[0])
    return (L(v) - L(u)) / (2 * h)

def gradient_check(parameters, X, y_true, activation='relu', epsilon=1e-7):
    g = backward_propagation(parameters, forward_propagation(X, parameters, activation)[1], y_true, activation)
    worst = []
    for k in parameters:
        assert g['d' + k].shape == parameters[k].shape
        for ix in np.ndindex(parameters[k].shape):
            n, t = numeric(parameters, k, ix, X, y_true, activation, epsilon), g['d' + k][ix]
            worst.append(((t - n) / (abs(t) + abs(n) + epsilon)) ** 2)
    return np.array(worst).max()
