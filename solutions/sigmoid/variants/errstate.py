import numpy as np

@np.errstate(over="ignore")
def sigmoid(z):
    """exp(-z) = inf gives exactly 0, which is the limit."""
    return np.reciprocal(1.0 + np.exp(-z))

def sigmoid_derivative(z, from_output=False):
    s = z if from_output else sigmoid(z)
    with np.errstate(all="ignore"):
        return np.multiply(s, 1.0 - s)
