import numpy as np


def sigmoid(z, clip=40.0):
    inner = np.minimum(np.maximum(z, -clip), clip)
    return 1 / (np.exp(-inner) + 1)


def sigmoid_derivative(z):
    # complex step: exact up to rounding, no subtraction
    h = 1e-30
    w = np.clip(z, -100, 100) + 1j * h
    return (1 / (1 + np.exp(-w))).imag / h
