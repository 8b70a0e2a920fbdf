import numpy as np

def backward_propagation(parameters, cache, y_true, activation="relu"):
    L = len(parameters) // 2
    n, o = y_true.shape
    dz = [[2.0 * (y_true[s][j] - cache["A%d" % L][s][j]) / n for j in range(o)] for s in range(n)]
    grads = {}
    for l in range(L, 0, -1):
        W = parameters["W%d" % l]
        rows, cols = W.shape
        dW = np.zeros((rows, cols))
        db = np.zeros((1, cols))
        for s in range(n):
            for j in range(cols):
                db[0, j] += dz[s][j]
                for i in range(rows):
                    dW[i, j] += cache["A%d" % (l - 1)][s, i] * dz[s][j]
        grads["dW%d" % l] = dW
        grads["db%d" % l] = db
        if l > 1:
            Z = cache["Z%d" % (l - 1)]
            slope = relu_derivative(Z) if activation == "relu" else sigmoid_derivative(Z) if activation == "sigmoid" else tanh_derivative(Z)
            dz = [[sum(dz[s][j] * W[i, j] for j in range(cols)) * slope[s, i] for i in range(rows)] for s in range(n)]
    return grads
