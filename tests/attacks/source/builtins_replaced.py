"""
Tries: to run with builtins of its own making.
Exercise: relu
Allowed: failed, crashed, not_gradable
Shows: points
Stopped by: design
"""


class Everything(dict):
    def __missing__(self, name):
        return lambda *args, **kwargs: True


globals()["__builtins__"] = Everything()


def relu(z):
    return anything(z)


relu_derivative = relu
