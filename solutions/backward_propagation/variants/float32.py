import numpy as np

def backward_propagation(parameters, cache, y_true, activation='relu'):
    f = lambda a: a.astype(np.float32)
    p = {k: f(v) for k, v in parameters.items()}
    c = {k: f(v) for k, v in cache.items()}
    L = len(p) // 2
    dz = np.float32(2.0) * (c[f'A{L}'] - f(y_true)) / np.float32(len(y_true))
    grads = {}
    for l in range(L, 0, -1):
        grads[f'dW{l}'] = c[f'A{l-1}'].T @ dz
        grads[f'db{l}'] = dz.sum(axis=0, keepdims=True)
        if l > 1:
            d = {'relu': relu_derivative, 'sigmoid': sigmoid_derivative, 'tanh': tanh_derivative}[activation]
            dz = (dz @ p[f'W{l}'].T) * f(d(c[f'Z{l-1}']))
    return grads
