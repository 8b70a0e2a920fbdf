"""
Tries: to return an array of a terabyte that takes eight bytes, by strides of zero.
Exercise: relu
Allowed: failed, crashed, out_of_memory
Shows: swollen
Stopped by: design
"""
import numpy as np


def relu(z):
    return np.broadcast_to(np.zeros(1), (1 << 37,))


relu_derivative = relu
