import numpy as np

def backward_propagation(parameters, cache, y_true, activation="relu"):
    f = {"relu": relu_derivative, "sigmoid": sigmoid_derivative, "tanh": tanh_derivative}[activation]
    L = len(parameters) // 2
    delta = (2 * (cache["A" + str(L)] - y_true)).astype(np.float32)
    out = {}
    l = L
    while l >= 1:
        out["dW" + str(l)] = np.dot(cache["A" + str(l - 1)].astype(np.float32).T, delta)
        out["db" + str(l)] = np.sum(delta, axis=0, keepdims=True)
        if l > 1:
            delta = np.dot(delta, parameters["W" + str(l)].astype(np.float32).T) * f(cache["Z" + str(l - 1)]).astype(np.float32)
        l -= 1
    return out
