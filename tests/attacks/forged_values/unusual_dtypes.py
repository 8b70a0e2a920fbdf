"""
Tries: to return arrays of dates, records and foreign byte orders.
Exercise: relu
Allowed: failed
Shows: points
Stopped by: design
"""
import numpy as np


def relu(z):
    return np.zeros(3, dtype=[("shape", "f8"), ("dtype", "O")])


def relu_derivative(z):
    return np.array(["NaT", "2000-01-01"], dtype="M8[D]")
