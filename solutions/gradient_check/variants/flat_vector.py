"""Everything in one long vector theta, as in the lecture."""
import copy

import numpy as np


def to_vector(d, names):
    return np.concatenate([np.asarray(d[n]).reshape(-1) for n in names])


def to_dict(theta, like):
    out, start = {}, 0
    for n in like:
        size = like[n].size
        out[n] = theta[start:start + size].reshape(like[n].shape)
        start += size
    return out


def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7, verbose=False):
    parameters = copy.deepcopy(parameters)
    names = sorted(parameters)
    _, cache = forward_propagation(X=X, parameters=parameters, activation=activation)
    grads = backward_propagation(parameters=parameters, cache=cache, y_true=y_true, activation=activation)
    assert set(grads) == {"d" + n for n in names}, "missing gradients"
    for n in names:
        assert grads["d" + n].shape == parameters[n].shape
    theta = to_vector(parameters, names)
    analytic = to_vector(grads, ["d" + n for n in names])
    like = {n: parameters[n] for n in names}

    def J(t):
        y, _ = forward_propagation(X, to_dict(t, like), activation)
        return mean_squared_error(y_true=y_true, y_pred=y)

    E = np.eye(theta.size) * epsilon
    numeric = np.array([(J(theta + e) - J(theta - e)) / (2 * epsilon) for e in E])
    errors = np.abs(analytic - numeric) / (np.abs(analytic) + np.abs(numeric) + epsilon)
    if verbose:
        print(errors)
    return errors.max()
