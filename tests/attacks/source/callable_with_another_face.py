"""
Tries: to be a stub for whoever reads it, and something else for whoever calls it.
Exercise: relu
Allowed: failed, not_attempted
Shows: points
Stopped by: design
"""


class Changing(type):
    calls = 0

    def __call__(cls, *args):
        Changing.calls += 1
        return (NotImplemented, Ellipsis, True, cls)[Changing.calls % 4]


class relu(metaclass=Changing):
    pass


relu_derivative = relu
