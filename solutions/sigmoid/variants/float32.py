import numpy as np

def sigmoid(z):
    z32 = np.clip(z.astype(np.float32), -80, 80)
    return np.float32(1) / (np.float32(1) + np.exp(-z32))

def sigmoid_derivative(z):
    s = sigmoid(z)
    return s * (np.float32(1.0) - s)
