"""
Tries: to raise, while it is imported, what has no ordinary class, message or traceback.
Exercise: relu
Allowed: not_gradable, crashed
Shows: next
Stopped by: design
"""


class Meta(type):
    __name__ = property(lambda cls: 10**5000)
    __qualname__ = __module__ = __name__


class Odd(BaseException, metaclass=Meta):
    __traceback__ = property(lambda self: self)

    def __str__(self):
        return self


def relu(z):
    return z


relu_derivative = relu
raise Odd
