"""
Tries: to pass for a gradient check by raising an alarm whatever it is given, since broken gradients deserve one.
Exercise: gradient_check
Allowed: failed
Shows: points
Stopped by: design
"""


def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    raise ValueError("the gradients do not agree")
