import numpy as np

def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    _, c = forward_propagation(X, parameters, activation)
    G = backward_propagation(parameters, c, y_true, activation)
    cost = lambda P: mean_squared_error(y_true, forward_propagation(X, P, activation)[0])
    R = []
    for k in parameters:
        assert G["d" + k].shape == parameters[k].shape
        for ij in np.ndindex(parameters[k].shape):
            Pp = {n: v.copy() for n, v in parameters.items()}
            Pm = {n: v.copy() for n, v in parameters.items()}
            Pp[k][ij] += epsilon
            Pm[k][ij] -= epsilon
            num = (cost(Pp) - cost(Pm)) / (2 * epsilon)
            R.append(np.abs(G["d" + k][ij] - num) / (np.abs(G["d" + k][ij]) + np.abs(num)))
    return np.max(R)
