import numpy as np

def backward_propagation(parameters, cache, y_true, activation='relu'):
    L = len(parameters) // 2
    out = 2 * (cache[f'A{L}'] - y_true) / len(y_true)
    g = {f'dW{L}': cache[f'A{L-1}'].T @ out, f'db{L}': out.sum(0, keepdims=True)}
    for l in range(L - 1, 0, -1):
        dZ = (out @ parameters[f'W{l+1}'].T) * {'relu': relu_derivative, 'tanh': tanh_derivative, 'sigmoid': sigmoid_derivative}[activation](cache[f'Z{l}'])
        g[f'dW{l}'], g[f'db{l}'] = cache[f'A{l-1}'].T @ dZ, dZ.sum(0, keepdims=True)
    return g
