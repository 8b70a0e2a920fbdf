import numpy as np

def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    grads = backward_propagation(parameters, forward_propagation(X, parameters, activation)[1], y_true, activation)
    biggest = 0
    for key, theta in parameters.items():
        d = grads["d" + key]
        if d.shape != theta.shape:
            raise ValueError(f"{key}: {d.shape} != {theta.shape}")
        for idx in np.ndindex(theta.shape):
            p = {k: np.copy(v) for k, v in parameters.items()}
            p[key][idx] += epsilon
            up = mean_squared_error(y_true, forward_propagation(X, p, activation)[0])
            p[key][idx] -= 2 * epsilon
            down = mean_squared_error(y_true, forward_propagation(X, p, activation)[0])
            slope = (up - down) / (2 * epsilon)
            rel = abs(d[idx] - slope) / (abs(d[idx]) + abs(slope) + epsilon)
            if rel > biggest:
                biggest = rel
    return biggest
