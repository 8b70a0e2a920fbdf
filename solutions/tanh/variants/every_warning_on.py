"""numpy is asked to warn of everything. That exp(-2000) is rounded to 0 is what is wanted, not a fault."""

import numpy as np

np.seterr(all="warn")


def tanh(z):
    e = np.exp(-2 * np.abs(z))
    return np.copysign((1 - e) / (1 + e), z)


def tanh_derivative(z):
    e = np.exp(-2 * np.abs(z))
    return 4 * e / (1 + e) ** 2
