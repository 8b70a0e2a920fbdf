import numpy as np

def _loss(params, X, y, act):
    return mean_squared_error(y, forward_propagation(X, params, act)[0])

def numerical(params, key, idx, X, y, act, h):
    moved = np.array(params[key])
    moved[idx] += h
    hi = _loss(params | {key: moved}, X, y, act)
    moved[idx] = params[key][idx] - h
    lo = _loss(params | {key: moved}, X, y, act)
    return (hi - lo) / h

def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    cache = forward_propagation(X, parameters, activation)[1]
    g = backward_propagation(parameters, cache, y_true, activation)
    errs = []
    for k, v in parameters.items():
        a = g[f"d{k}"]
        if np.shape(a) != np.shape(v):
            raise AssertionError(k)
        for idx, _ in np.ndenumerate(v):
            n = numerical(parameters, k, idx, X, y_true, activation, epsilon)
            errs.append(abs(a[idx] - n) / (abs(a[idx]) + abs(n) + epsilon))
    return np.array(errs).max()
