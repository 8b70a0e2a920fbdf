import numpy as np

def tanh(z):
    return np.tanh(z.astype(np.float32))

def tanh_derivative(z):
    t = tanh(z)
    return np.float32(1) - t * t
