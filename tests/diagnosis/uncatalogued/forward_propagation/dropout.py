import numpy as np

def forward_propagation(X, parameters, activation='relu'):
    L = len(parameters) // 2
    c = {'A0': X}
    for l in range(1, L + 1):
        c[f'Z{l}'] = c[f'A{l-1}'] @ parameters[f'W{l}'] + parameters[f'b{l}']
        c[f'A{l}'] = {'relu': relu, 'sigmoid': sigmoid, 'tanh': tanh}[activation](c[f'Z{l}']) * 0.9 if l < L else c[f'Z{l}']
    return c[f'A{L}'], c
