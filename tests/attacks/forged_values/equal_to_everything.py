"""
Tries: to return an object that is equal to everything and has every attribute.
Exercise: relu
Allowed: failed
Shows: points
Stopped by: design
"""
import numpy as np


class Chameleon:
    def __eq__(self, other):
        return True

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **kwargs):
        return self

    def __array__(self, *args, **kwargs):
        return np.zeros(())

    __le__ = __lt__ = __ge__ = __gt__ = __eq__
    __hash__ = None


def relu(z):
    return Chameleon()


relu_derivative = relu
