import numpy as np

def gradient_check(parameters, X, y_true, activation='relu', epsilon=1e-7):
    p, c = forward_propagation(X, parameters, activation)
    base = mean_squared_error(y_true, p)
    g = backward_propagation(parameters, c, y_true, activation)
    errs = []
    for k in parameters:
        if g['d' + k].shape != parameters[k].shape:
            raise ValueError
        for ix in np.ndindex(parameters[k].shape):
            v = parameters[k].copy()
            v[ix] += epsilon
            n = (mean_squared_error(y_true, forward_propagation(X, {**parameters, k: v}, activation)[0]) - base) / epsilon
            a = g['d' + k][ix]
            errs.append(abs(a - n) / (abs(a) + abs(n) + epsilon))
    return float(np.mean(errs))
