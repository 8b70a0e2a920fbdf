import numpy as np

def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    L = len(parameters) // 2
    _, cache = forward_propagation(X, parameters, activation)
    grads = backward_propagation(parameters, cache, y_true, activation)
    worst = -np.inf
    for l in range(1, L + 1):
        W = parameters[f"W{l}"]
        dW = np.asarray(grads[f"dW{l}"])
        if dW.shape != W.shape:
            raise ValueError("bad shape")
        rows, cols = W.shape
        for i in range(rows):
            for j in range(cols):
                up, down = dict(parameters), dict(parameters)
                up[f"W{l}"] = W.copy(); up[f"W{l}"][i, j] += epsilon
                down[f"W{l}"] = W.copy(); down[f"W{l}"][i, j] -= epsilon
                lu = mean_squared_error(y_true, forward_propagation(X, up, activation)[0])
                ld = mean_squared_error(y_true, forward_propagation(X, down, activation)[0])
                n = (lu - ld) / (2 * epsilon)
                e = abs(dW[i, j] - n) / (abs(dW[i, j]) + abs(n) + epsilon)
                if np.isnan(e):
                    return np.nan
                worst = max(worst, e)
    return float(worst)
