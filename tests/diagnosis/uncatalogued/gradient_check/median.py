import numpy as np

def gradient_check(parameters, X, y_true, activation='relu', epsilon=1e-7):
    g = backward_propagation(parameters, forward_propagation(X, parameters, activation)[1], y_true, activation)
    errs = []
    for k, t in parameters.items():
        if g['d' + k].shape != t.shape:
            raise ValueError
        for ix in np.ndindex(t.shape):
            v, u = t.copy(), t.copy()
            v[ix] += epsilon
            u[ix] -= epsilon
            up, down = (mean_squared_error(y_true, forward_propagation(X, {**parameters, k: w}, activation)[0]) for w in (v, u))
            n, a = (up - down) / (2 * epsilon), g['d' + k][ix]
            errs.append(abs(a - n) / (abs(a) + abs(n) + epsilon))
    return float(np.median(errs))
