import numpy as np

def backward_propagation(parameters, cache, y_true, activation='relu'):
    m = y_true.shape[0]
    L = len(parameters) // 2
    dZ = mean_squared_error_derivative(y_true, cache['A' + str(L)])
    grads = {}
    for l in reversed(range(1, L + 1)):
        grads['dW' + str(l)] = 1 / m * np.dot(cache['A' + str(l - 1)].T, dZ)
        grads['db' + str(l)] = 1 / m * np.sum(dZ, axis=0, keepdims=True)
        if l > 1:
            dZ = np.dot(dZ, parameters['W' + str(l)].T) * {'relu': relu_derivative, 'tanh': tanh_derivative, 'sigmoid': sigmoid_derivative}[activation](cache['Z' + str(l - 1)])
    return grads
