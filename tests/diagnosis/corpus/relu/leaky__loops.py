import numpy as np

def relu(z):
    out = np.empty(z.shape)
    for i, v in np.ndenumerate(z):
        out[i] = v if v > 0 else 0.01 * v
    return out

def relu_derivative(z):
    return np.heaviside(z, 0.0)
