import numpy as np

def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    loss = lambda p: mean_squared_error(y_true, forward_propagation(X, p, activation)[0])
    grads = backward_propagation(parameters, forward_propagation(X, parameters, activation)[1], y_true, activation)

    def shifted(name, at, by):
        copy = parameters[name].copy()
        copy[at] += by
        return {**parameters, name: copy}

    diffs = []
    for name in parameters:
        assert grads["d" + name].shape == parameters[name].shape
        diffs += [grads["d" + name][at] - (loss(shifted(name, at, epsilon)) - loss(shifted(name, at, -epsilon))) / 2 / epsilon
                  for at in np.ndindex(*parameters[name].shape)]
    return np.abs(diffs).max()
