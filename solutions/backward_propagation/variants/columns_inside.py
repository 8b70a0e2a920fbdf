# I learned this with one column per sample, so I turn everything round first and back at the end.
import numpy as np
import matplotlib.pyplot as plt

def backward_propagation(parameters, cache, y_true, activation='relu'):
    W = {k: v.T for k, v in parameters.items() if k.startswith('W')}
    C = {k: v.T for k, v in cache.items()}
    Y = y_true.T
    m = Y.shape[1]
    L = len(W)

    grads = {}
    dZ = 2 * (C['A' + str(L)] - Y)
    for l in range(L, 0, -1):
        grads['dW' + str(l)] = (1 / m * np.dot(dZ, C['A' + str(l - 1)].T)).T
        grads['db' + str(l)] = (1 / m * np.sum(dZ, axis=1, keepdims=True)).T
        dA_prev = np.dot(W['W' + str(l)].T, dZ)
        if l > 1:
            if activation == 'relu':
                dZ = np.array(dA_prev, copy=True)
                dZ[C['Z' + str(l - 1)] <= 0] = 0
            elif activation == 'sigmoid':
                s = 1 / (1 + np.exp(-C['Z' + str(l - 1)]))
                dZ = dA_prev * s * (1 - s)
            elif activation == 'tanh':
                dZ = dA_prev * (1 - np.power(C['A' + str(l - 1)], 2))
    return grads

plt.plot([1, 2], [1, 2])
