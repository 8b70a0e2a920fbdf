import numpy as np
def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    _, cache = forward_propagation(X, parameters, activation)
    grads = backward_propagation(parameters, cache, y_true, activation)
    worst = 0.0
    for k in list(parameters):
        original = parameters[k]
        if grads["d" + k].shape != original.shape: worst = np.inf; continue
        for i in range(original.size):
            e = np.zeros(original.size); e[i] = epsilon; e = e.reshape(original.shape)
            parameters[k] = original + e
            plus = mean_squared_error(y_true, forward_propagation(X, parameters, activation)[0])
            parameters[k] = original - e
            minus = mean_squared_error(y_true, forward_propagation(X, parameters, activation)[0])
            parameters[k] = original
            n = (plus - minus) / (2 * epsilon); a = grads["d" + k].flat[i]
            r = abs(a - n) / (abs(a) + abs(n) + epsilon)
            worst = r if np.isnan(r) else (worst if np.isnan(worst) else max(worst, r))
    return worst
