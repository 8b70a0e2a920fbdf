from numpy import exp, logaddexp


def sigmoid(z):
    return exp(-logaddexp(0.0, -z))


def sigmoid_derivative(z):
    return exp(-logaddexp(0, z) - logaddexp(0, -z))
