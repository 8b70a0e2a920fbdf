import numpy as np

def forward_propagation(X, parameters, activation='relu'):
    L = len(parameters) // 2
    for l in range(1, L + 1):
        X = X @ parameters[f'W{l}'] + parameters[f'b{l}']
        if l < L:
            X = {'relu': relu, 'sigmoid': sigmoid, 'tanh': tanh}[activation](X)
    return X
