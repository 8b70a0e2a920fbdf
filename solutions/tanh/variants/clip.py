import numpy as np


def tanh(z):
    z = np.clip(z, -500, 500)
    pos, neg = np.exp(z), np.exp(-z)
    return (pos - neg) / (pos + neg)


def tanh_derivative(z):
    t = tanh(z)
    return (1 - t) * (1 + t)
