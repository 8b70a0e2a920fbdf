"""
Tries: to hang where no exception can be raised: in a regular expression and in a long multiplication.
Exercise: relu
Allowed: timed_out
Shows: held
Stopped by: design
"""
import re


def relu(z):
    re.match(r"(a|a)*$", "a" * 60 + "b")


def relu_derivative(z):
    return 7 ** (7**10)
