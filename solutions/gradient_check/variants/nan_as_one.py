import numpy as np

def gradient_check(parameters, X, y_true, activation='relu', epsilon=1e-7):
    params = {k: v.astype(np.longdouble) for k, v in parameters.items()}
    _, cache = forward_propagation(X, parameters, activation)
    grads = backward_propagation(parameters, cache, y_true, activation)
    result = np.float64(0)
    for k in params:
        a = np.asarray(grads.get('d' + k, np.nan), dtype=float)
        if a.ndim != params[k].ndim or a.shape != params[k].shape:
            result = np.float64(1)
            continue
        n = np.empty(a.shape)
        for i in range(a.shape[0]):
            for j in range(a.shape[1]):
                out = []
                for sign in (+1, -1):
                    theta = {key: val.copy() for key, val in params.items()}
                    theta[k][i, j] = theta[k][i, j] + sign * epsilon
                    y_hat, _ = forward_propagation(X.astype(np.longdouble), theta, activation)
                    out.append(np.sum((y_true - y_hat) ** 2) / y_true.shape[0])
                n[i, j] = (out[0] - out[1]) / 2 / epsilon
        with np.errstate(all='ignore'):
            e = abs(a - n) / (abs(a) + abs(n) + epsilon)
        e = np.nan_to_num(e, nan=1.0)
        result = np.maximum(result, e.max())
    return result
