import numpy as np

def tanh(z):
    return np.sinh(z) / np.cosh(z)

def tanh_derivative(z):
    return 1 - np.tanh(z) ** 2
