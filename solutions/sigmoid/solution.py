"""Reference of sigmoid: Rumelhart, Hinton & Williams (1986), "Learning representations by back-propagating errors"."""

import numpy as np


def sigmoid(z):
    """Return 1 / (1 + e^-z) right of zero and e^z / (1 + e^z) left of it, so that no exponent is positive."""
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, small) / (1.0 + small)


def sigmoid_derivative(z):
    """Return s(z) (1 - s(z)); written s(z) s(-z), it loses no digits where s(z) is close to 1."""
    return sigmoid(z) * sigmoid(-z)
