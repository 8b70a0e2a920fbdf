"""
Tries: to make what was printed something other than text.
Exercise: relu
Allowed: failed, crashed
Shows: points
Stopped by: design
"""
import sys


def relu(z):
    type(sys.stdout).take = lambda self: {"score": 10}
    raise ValueError


relu_derivative = relu
