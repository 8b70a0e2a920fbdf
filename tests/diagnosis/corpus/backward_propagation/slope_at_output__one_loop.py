import numpy as np

def backward_propagation(parameters, cache, y_true, activation='relu'):
    L = len(parameters) // 2
    dA = 2 * (cache[f'A{L}'] - y_true) / len(y_true)
    g = {}
    for l in range(L, 0, -1):
        dZ = dA * {'relu': relu_derivative, 'tanh': tanh_derivative, 'sigmoid': sigmoid_derivative}[activation](cache[f'Z{l}'])
        g[f'dW{l}'], g[f'db{l}'] = cache[f'A{l-1}'].T @ dZ, dZ.sum(0).reshape(1, -1)
        dA = dZ @ parameters[f'W{l}'].T
    return g
