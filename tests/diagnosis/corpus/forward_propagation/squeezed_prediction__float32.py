import numpy as np

def forward_propagation(X, parameters, activation='relu'):
    L = len(parameters) // 2
    A = np.float32(X)
    c = {'A0': A}
    for l in range(1, L + 1):
        Z = A @ np.float32(parameters[f'W{l}']) + np.float32(parameters[f'b{l}'])
        A = {'relu': relu, 'sigmoid': sigmoid, 'tanh': tanh}[activation](Z) if l < L else Z
        c[f'Z{l}'], c[f'A{l}'] = Z, A
    return A.squeeze(), c
