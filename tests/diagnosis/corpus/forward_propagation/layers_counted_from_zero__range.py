import numpy as np

def forward_propagation(X, parameters, activation='relu'):
    L = len(parameters) // 2
    c, A = {}, X
    for i in range(L):
        c[f'Z{i}'] = A @ parameters[f'W{i+1}'] + parameters[f'b{i+1}']
        A = {'relu': relu, 'sigmoid': sigmoid, 'tanh': tanh}[activation](c[f'Z{i}']) if i < L - 1 else c[f'Z{i}']
        c[f'A{i}'] = A
    return A, c
