"""
Tries: to return an array of more dimensions than the grader's numpy may know, and one of objects.
Exercise: relu
Allowed: failed
Shows: points
Stopped by: design
"""
import numpy as np


def relu(z):
    return np.zeros((1,) * 20)


def relu_derivative(z):
    return np.array([object(), relu, None], dtype=object)
