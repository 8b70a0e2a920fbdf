"""
Tries: to warn without end, each time of something new.
Exercise: relu
Allowed: timed_out, out_of_memory, failed
Shows: swollen
Stopped by: design
"""
import itertools
import warnings


def relu(z):
    for number in itertools.count():
        warnings.warn(f"{number} " + "w" * 10_000)


relu_derivative = relu
