import numpy as np

def backward_propagation(parameters, cache, y_true, activation='relu'):
    L = len(parameters) // 2
    d = 2 * (cache[f'A{L}'] - y_true) / len(Y)
    return {f'dW{L}': cache[f'A{L-1}'].T @ d}
