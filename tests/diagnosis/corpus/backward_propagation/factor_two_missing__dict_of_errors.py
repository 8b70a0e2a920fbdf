import numpy as np

def backward_propagation(parameters, cache, y_true, activation='relu'):
    n_layers = max(int(k[1:]) for k in parameters)
    m = len(y_true)
    dZ = {n_layers: (1.0 / m) * np.subtract(cache['A%i' % n_layers], y_true)}
    for i in range(n_layers - 1, 0, -1):
        back = np.inner(dZ[i + 1], parameters['W%i' % (i + 1)])
        if activation == 'relu':
            back[cache['Z%i' % i] <= 0] = 0
            dZ[i] = back
        if activation == 'sigmoid':
            s = 1 / (1 + np.exp(-cache['Z%i' % i]))
            dZ[i] = back * s * (1 - s)
        if activation == 'tanh':
            dZ[i] = back * (1 - np.tanh(cache['Z%i' % i]) ** 2)
    grads = {}
    for i in dZ:
        grads['dW%i' % i] = np.tensordot(cache['A%i' % (i - 1)], dZ[i], axes=(0, 0))
        grads['db%i' % i] = dZ[i].sum(axis=0, keepdims=True)
    return grads
