"""
Tries: to return an array whose class answers for numpy's own functions and lies about its shape.
Exercise: relu
Allowed: failed
Shows: points
Stopped by: design
"""
import numpy as np


class Agreeable(np.ndarray):
    wanted = ()

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.zeros(self.wanted, bool)

    def __array_function__(self, function, types, args, kwargs):
        return True

    shape = property(lambda self: self.wanted)
    dtype = property(lambda self: np.dtype(float))


def relu(z):
    Agreeable.wanted = z.shape
    return np.zeros((7, 7)).view(Agreeable)


relu_derivative = relu
