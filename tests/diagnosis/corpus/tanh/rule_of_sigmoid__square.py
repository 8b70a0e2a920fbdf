import numpy as np

def tanh(z):
    return np.tanh(z)

def tanh_derivative(z):
    t = tanh(z)
    return t - t ** 2
