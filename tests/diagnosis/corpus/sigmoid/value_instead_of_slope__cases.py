import numpy as np

def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(0.5 * z)

def sigmoid_derivative(z):
    flat = [1 / (1 + np.exp(-v)) if v > 0 else np.exp(v) / (1 + np.exp(v)) for v in z.ravel()]
    return np.array(flat).reshape(z.shape)
