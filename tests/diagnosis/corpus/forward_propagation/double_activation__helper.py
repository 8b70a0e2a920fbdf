import numpy as np

def forward_propagation(X, parameters, activation='relu'):
    L = len(parameters) // 2
    f = {'relu': relu, 'sigmoid': sigmoid, 'tanh': tanh}[activation]
    layer = lambda A, l: np.add(np.matmul(A, parameters[f'W{l}']), parameters[f'b{l}'])
    c, A = {'A0': X}, X
    for l in range(1, L):
        c[f'Z{l}'] = layer(A, l)
        A = f(f(c[f'Z{l}']))
        c[f'A{l}'] = A
    c[f'Z{L}'] = c[f'A{L}'] = layer(A, L)
    return c[f'A{L}'], c
