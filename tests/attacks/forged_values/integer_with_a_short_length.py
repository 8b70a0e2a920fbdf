"""
Tries: to send a huge integer past a limit, by a method that says it is short.
Exercise: mean_squared_error
Allowed: failed
Shows: points
Stopped by: design
"""


class Short(int):
    def bit_length(self):
        return 1

    def __int__(self):
        return self

    def __index__(self):
        return 13

    def __lt__(self, other):
        return True

    __le__ = __ge__ = __lt__


def mean_squared_error(y_true, y_pred):
    return Short(1 << 100_000)


mean_squared_error_derivative = mean_squared_error
