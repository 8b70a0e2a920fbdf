"""
Tries: to end the process while its answer is being looked at, after the value has been accepted.
Exercise: relu
Allowed: failed, crashed
Shows: points
Stopped by: design
"""
import os


class Parting:
    def __del__(self):
        os._exit(0)


def relu(z):
    return [Parting()]


relu_derivative = relu
