import numpy as np

def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    pred, cache = forward_propagation(X, parameters, activation)
    grads = backward_propagation(parameters, cache, y_true, activation)
    total, count = 0.0, 0
    for key in parameters:
        if grads["d" + key].shape != parameters[key].shape:
            return float("inf")
        P = {k: v.copy() for k, v in parameters.items()}
        it = np.nditer(P[key], flags=["multi_index"])
        while not it.finished:
            ix = it.multi_index
            old = P[key][ix]
            P[key][ix] = old + epsilon
            plus = mean_squared_error(y_true, forward_propagation(X, P, activation)[0])
            P[key][ix] = old - epsilon
            minus = mean_squared_error(y_true, forward_propagation(X, P, activation)[0])
            P[key][ix] = old
            num = (plus - minus) / (2 * epsilon)
            ana = grads["d" + key][ix]
            total += abs(ana - num) / (abs(ana) + abs(num) + epsilon)
            count += 1
            it.iternext()
    print("checked", count, "entries")
    return total / count
