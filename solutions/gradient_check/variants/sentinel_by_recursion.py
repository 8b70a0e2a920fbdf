import numpy as np

def _loss(p, X, y, act):
    return mean_squared_error(y, forward_propagation(X, p, act)[0])

def _walk(p, names, X, y, act, eps, grads):
    if not names:
        return 0.0
    head, *rest = names
    g = grads['d' + head]
    w = p[head]
    if np.shape(g) != np.shape(w):
        return np.float32(np.inf)
    steps = np.identity(w.size).reshape(w.size, *w.shape) * eps
    num = np.reshape([_loss({**p, head: w + s}, X, y, act) - _loss({**p, head: w - s}, X, y, act) for s in steps], w.shape) * (0.5 / eps)
    here = (np.abs(np.subtract(g, num)) / np.add(np.add(np.abs(g), np.abs(num)), eps)).max()
    there = _walk(p, rest, X, y, act, eps, grads)
    return np.maximum(here, there)

def gradient_check(parameters, X, y_true, activation='relu', epsilon=1e-7):
    cache = forward_propagation(X, dict(parameters), activation)[1]
    grads = backward_propagation(dict(parameters), cache, y_true, activation)
    return np.array(_walk(parameters, list(parameters), X, y_true, activation, epsilon, grads))
