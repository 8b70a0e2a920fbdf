import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -600, 600) + 0.1))

def sigmoid_derivative(z):
    s = sigmoid(z)
    return s * (1 - s)
