import numpy as np

def tanh(z):
    return np.tanh(z)

def tanh_derivative(z):
    return np.float32(1) - np.tanh(z.astype("float32"))
