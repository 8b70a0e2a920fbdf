"""
Tries: to escape a handler of Exception with a class that only bears an innocent name.
Exercise: relu
Allowed: not_gradable
Shows: points
Stopped by: design
"""


class AssertionError(BaseException):
    pass


raise AssertionError


def relu(z):
    return z


relu_derivative = relu
