import numpy as np

def gradient_check(parameters, X, y_true, activation='relu', epsilon=1e-7):
    g = backward_propagation(parameters, forward_propagation(X, parameters, activation)[1], y_true, activation)
    plus = mean_squared_error(y_true, forward_propagation(X + epsilon, parameters, activation)[0])
    minus = mean_squared_error(y_true, forward_propagation(X - epsilon, parameters, activation)[0])
    n = (plus - minus) / (2 * epsilon)
    errs = []
    for k in parameters:
        a = g['d' + k]
        if a.shape != parameters[k].shape:
            raise ValueError
        errs.append((np.abs(a - n) / (np.abs(a) + np.abs(n) + epsilon)).max())
    return float(np.max(errs))
