import numpy as np

def relu(z):
    return z * (z > 0)

def relu_derivative(z):
    print("derivative")
    return np.clip(z, 0, np.inf)
