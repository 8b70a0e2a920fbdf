"""
Tries: to have memory that is not its own read out as an array, by strides that leave the buffer.
Exercise: relu
Allowed: failed, crashed
Shows: points
Stopped by: design
"""
import numpy as np


def relu(z):
    return np.lib.stride_tricks.as_strided(np.zeros(1), (1 << 18, 9), (64, 8))


relu_derivative = relu
