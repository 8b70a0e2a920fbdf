"""
Tries: to pass a check of its type with an object whose __class__ is a lie.
Exercise: relu
Allowed: failed, crashed
Shows: points
Stopped by: design
"""
import numpy as np


class Pretender:
    __class__ = property(lambda self: np.ndarray)
    shape = property(lambda self: (1, 1))
    dtype = np.dtype(float)
    nbytes = -1
    ndim = 2

    def tobytes(self):
        return b"\0" * 8


def relu(z):
    return Pretender()


relu_derivative = relu
