import numpy as np

def sigmoid(z):
    return np.power(1 + np.exp(np.negative(z)), -1)

def sigmoid_derivative(z):
    t = np.tanh(z / 2)
    return (1 - t * t) / 4
