"""
Tries: to take its functions away again, and to answer for every name that is missing.
Exercise: relu
Allowed: not_attempted, failed
Shows: points
Stopped by: design
"""


def relu(z):
    return z


def relu_derivative(z):
    return z


def __getattr__(name):
    return lambda *args: True


del relu, relu_derivative
