import numpy as np

def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    names = sorted(parameters)
    shapes = {k: parameters[k].shape for k in names}
    theta = np.concatenate([parameters[k].ravel() for k in names])

    def unpack(t):
        out, i = {}, 0
        for k in names:
            size = int(np.prod(shapes[k]))
            out[k] = t[i:i + size].reshape(shapes[k])
            i += size
        return {k: out[k] for k in parameters}

    def L(t):
        return mean_squared_error(y_true, forward_propagation(X, unpack(t), activation)[0])

    _, cache = forward_propagation(X, parameters, activation)
    g = backward_propagation(parameters, cache, y_true, activation)
    for k in names:
        assert g["d" + k].shape == shapes[k], "shape of d" + k
    a = np.concatenate([g["d" + k].ravel() for k in names])
    base = L(theta)
    n = np.zeros_like(a)
    for i in range(len(theta)):
        t = theta.copy()
        t[i] += epsilon
        n[i] = (L(t) - base) / epsilon
    return np.max(np.abs(a - n) / (np.abs(a) + np.abs(n) + epsilon))
