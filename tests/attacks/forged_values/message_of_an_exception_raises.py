"""
Tries: to raise from the message of an exception, to return something else for it, and to lie about the class.
Exercise: relu
Allowed: failed, crashed
Shows: points
Stopped by: design
"""


class Loud(Exception):
    def __str__(self):
        raise SystemExit(0)

    __repr__ = __str__


class Odd(Exception):
    __class__ = property(lambda self: 1 / 0)

    def __str__(self):
        return 10


def relu(z):
    raise Loud


def relu_derivative(z):
    raise Odd
