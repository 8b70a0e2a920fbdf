import numpy as np

def backward_propagation(parameters, cache, y_true, activation='relu'):
    L = len(parameters) // 2
    g = {}
    d = 2 * (cache[f'A{L}'] - y_true) / len(y_true)
    for l in range(L, 0, -1):
        g[f'dW{l}'] = np.dot(d.T, cache[f'A{l-1}'])
        g[f'db{l}'] = np.sum(d, axis=0, keepdims=True)
        if l > 1:
            d = d @ parameters[f'W{l}'].T * {'relu': relu_derivative, 'tanh': tanh_derivative, 'sigmoid': sigmoid_derivative}[activation](cache[f'Z{l-1}'])
    return g
