"""
Tries: to end the process with exit code 0 in the middle of the first check.
Exercise: relu
Allowed: crashed
Shows: points
Stopped by: design
"""
import os


def relu(z):
    os._exit(0)


relu_derivative = relu
