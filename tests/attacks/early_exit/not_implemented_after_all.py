"""
Tries: to look like a stub that nobody has begun, so that nothing is held against it.
Exercise: relu
Allowed: not_attempted
Shows: points
Stopped by: design
"""


class NotYet(NotImplementedError):
    def __str__(self):
        return "1 passed"


def relu(z):
    raise NotYet


relu_derivative = relu
