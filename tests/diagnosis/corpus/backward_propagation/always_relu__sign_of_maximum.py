import numpy as np

def backward_propagation(parameters, cache, y_true, activation='relu'):
    L = len(parameters) // 2
    g = {}
    d = mean_squared_error_derivative(y_true, cache[f'A{L}'])
    for l in range(L, 0, -1):
        g[f'dW{l}'] = cache[f'A{l-1}'].T @ d
        g[f'db{l}'] = d.sum(0, keepdims=True)
        if l > 1:
            d = (d @ parameters[f'W{l}'].T) * np.sign(np.maximum(cache[f'Z{l-1}'], 0))
    return g
