import numpy as np

def backward_propagation(parameters, cache, y_true, activation='relu'):
    L = len(parameters) // 2
    e = 2 * (cache[f'A{L}'] - y_true)
    g = {}
    for l in range(L, 0, -1):
        g[f'dW{l}'] = cache[f'A{l-1}'].T @ e
        g[f'db{l}'] = np.mean(e, axis=0, keepdims=True)
        if l > 1:
            e = e @ parameters[f'W{l}'].T * {'relu': relu_derivative, 'tanh': tanh_derivative, 'sigmoid': sigmoid_derivative}[activation](cache[f'Z{l-1}'])
    return g
