"""
Tries: to return integers that take long to print, or that no float can hold.
Exercise: mean_squared_error
Allowed: failed, timed_out
Shows: held
Stopped by: design
"""


def mean_squared_error(y_true, y_pred):
    return 1 << 4000


def mean_squared_error_derivative(y_true, y_pred):
    return 7**1_000_000
