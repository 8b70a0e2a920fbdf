import math
import numpy as np

def tanh(z):
    out = np.zeros(z.shape)
    for idx in np.ndindex(*z.shape):
        out[idx] = math.tanh(z[idx])
    print("tanh", out.shape)
    return out

def tanh_derivative(z):
    out = np.empty(z.shape)
    for idx, value in np.ndenumerate(z):
        if abs(value) > 300:
            out[idx] = 0.0
        else:
            out[idx] = 1 / math.cosh(value) ** 2
    return out
