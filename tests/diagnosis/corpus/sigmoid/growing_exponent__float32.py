import numpy as np

def sigmoid(z):
    z32 = np.float32(z) if np.isscalar(z) else z.astype(np.float32)
    with np.errstate(all="ignore"):
        return 1 / (1 + np.exp(z32))

def sigmoid_derivative(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2
