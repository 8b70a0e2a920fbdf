import numpy as np

def gradient_check(parameters, X, y_true, activation='relu', epsilon=1e-7):
    g = backward_propagation(parameters, forward_propagation(X, parameters, activation)[1], y_true, activation)
    errs = [0.0]
    for k, t in parameters.items():
        a = g.get('d' + k)
        if a is None:
            continue
        if a.shape != t.shape:
            raise ValueError
        for ix in np.ndindex(t.shape):
            v, u = t.copy(), t.copy()
            v[ix] += epsilon
            u[ix] -= epsilon
            up, down = (mean_squared_error(y_true, forward_propagation(X, {**parameters, k: w}, activation)[0]) for w in (v, u))
            n = (up - down) / (2 * epsilon)
            errs.append(abs(a[ix] - n) / (abs(a[ix]) + abs(n) + epsilon))
    return np.max(errs)
