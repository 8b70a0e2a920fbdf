"""
Tries: to leave the module with success before its functions are defined.
Exercise: relu
Allowed: not_attempted, not_gradable
Shows: points
Stopped by: design
"""
import sys

sys.exit(0)


def relu(z):
    return z


def relu_derivative(z):
    return z
