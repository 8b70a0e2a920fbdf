"""1/n in every dW and db instead of in the error; the mean over the samples is the right thing then."""
import numpy as np

def linear_backward(dZ, A_prev, W):
    n = A_prev.shape[0]
    return dZ @ W.T, A_prev.T @ dZ / n, np.mean(dZ, axis=0, keepdims=True)

def activation_backward(dA, Z, activation):
    if activation == "relu":
        return np.where(Z > 0, dA, 0.0)
    if activation == "sigmoid":
        return dA * sigmoid(Z) * (1 - sigmoid(Z))
    if activation == "tanh":
        return dA / np.cosh(np.clip(Z, -300, 300)) ** 2
    raise ValueError(activation)

def backward_propagation(parameters, cache, y_true, activation="relu"):
    grads = {}
    L = max(int(key[1:]) for key in parameters)
    AL = cache["A" + str(L)]
    dAL = -2 * (y_true - AL)
    grads["dA" + str(L)] = dAL
    dZ = dAL
    for l in range(L, 0, -1):
        dA_prev, dW, db = linear_backward(dZ, cache["A" + str(l - 1)], parameters["W" + str(l)])
        grads["dA" + str(l - 1)], grads["dW" + str(l)], grads["db" + str(l)] = dA_prev, dW, db
        if l > 1:
            dZ = activation_backward(dA_prev, cache["Z" + str(l - 1)], activation)
    return grads
