"""
Tries: to make a list of a hundred million entries.
Exercise: relu
Allowed: failed, out_of_memory, timed_out
Shows: swollen
Stopped by: design
"""


def relu(z):
    return [0.0] * 100_000_000


relu_derivative = relu
