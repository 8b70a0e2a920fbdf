import numpy as np

def sigmoid(z):
    z = np.minimum(np.maximum(z, -10), 10)
    return 1 / (1 + np.exp(-z))

def sigmoid_derivative(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2
