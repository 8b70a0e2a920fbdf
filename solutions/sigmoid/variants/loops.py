import math
import numpy as np

def _one(x):
    if x < 0:
        e = math.exp(x)
        return e / (1 + e)
    return 1 / (1 + math.exp(-x))

def sigmoid(z):
    out = np.zeros(z.shape)
    for idx, x in np.ndenumerate(z):
        out[idx] = _one(x)
    return out

def sigmoid_derivative(z):
    print("slope of", z.shape)
    out = np.zeros(z.shape)
    for idx, x in np.ndenumerate(z):
        out[idx] = _one(x) - _one(x) ** 2
    return out
