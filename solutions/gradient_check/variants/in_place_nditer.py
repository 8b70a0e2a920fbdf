import numpy as np

def gradient_check(parameters, X, y_true, activation='relu', epsilon=1e-7):
    y_pred, cache = forward_propagation(X, parameters, activation)
    grads = backward_propagation(parameters, cache, y_true, activation)
    worst = 0
    for name in parameters:
        param = parameters[name]
        grad = grads['d' + name]
        if grad.shape != param.shape:
            return float('inf')
        num = np.zeros_like(param)
        it = np.nditer(param, flags=['multi_index'], op_flags=['readwrite'])
        while not it.finished:
            idx = it.multi_index
            old = param[idx]
            param[idx] = old + epsilon
            plus = mean_squared_error(y_true, forward_propagation(X, parameters, activation)[0])
            param[idx] = old - epsilon
            minus = mean_squared_error(y_true, forward_propagation(X, parameters, activation)[0])
            param[idx] = old
            num[idx] = (plus - minus) / (2 * epsilon)
            it.iternext()
        rel = np.max(np.abs(grad - num) / (np.abs(grad) + np.abs(num) + epsilon))
        print(f"{name}: {rel:.2e}")
        if np.isnan(rel):
            return np.nan
        worst = max(worst, rel)
    return worst
