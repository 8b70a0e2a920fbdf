import numpy as np

@np.errstate(all="ignore")
def tanh(x):
    # 2 / (1 + e^(-2x)) - 1: e^2000 is inf and 2 / inf is 0, as it should be
    return np.divide(2.0, 1.0 + np.exp(-2.0 * x)) - 1.0

def tanh_derivative(x):
    h = 1e-30
    return np.imag(np.tanh(np.clip(x, -50, 50) + 1j * h)) / h
