"""
Tries: to return a list of a class of its own that never ends when it is read.
Exercise: relu
Allowed: failed, timed_out
Shows: held
Stopped by: design
"""
import itertools


class Endless(list):
    def __iter__(self):
        return itertools.repeat([])

    def __len__(self):
        return 1


def relu(z):
    return Endless()


relu_derivative = relu
