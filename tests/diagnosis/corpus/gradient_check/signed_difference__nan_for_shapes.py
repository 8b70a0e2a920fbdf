import numpy as np

def gradient_check(parameters, X, y_true, activation='relu', epsilon=1e-7):
    g = backward_propagation(parameters, forward_propagation(X, parameters, activation)[1], y_true, activation)
    worst = []
    for k in parameters:
        if g['d' + k].shape != parameters[k].shape:
            return float('nan')
        for ix in np.ndindex(parameters[k].shape):
            v, u = parameters[k].copy(), parameters[k].copy()
            v[ix] += epsilon
            u[ix] -= epsilon
            a, b = (mean_squared_error(y_true, forward_propagation(X, {**parameters, k: w}, activation)[0]) for w in (v, u))
            n, t = (a - b) / (2 * epsilon), g['d' + k][ix]
            worst.append((t - n) / (abs(t) + abs(n) + epsilon))
    return float(np.max(worst))
