import numpy as np

def sigmoid(z):
    return 0.5 * (np.tanh(z / 2) + 1)

def sigmoid_derivative(z):
    s = 1 / (1 + np.exp(-z))
    return s - s * s
