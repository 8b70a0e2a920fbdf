"""
Tries: to put other files in the place of every descriptor, so that the worker talks to itself.
Exercise: relu
Allowed: crashed, timed_out, failed
Shows: next
Stopped by: design
"""
import os


def relu(z):
    for descriptor in range(3, 64):
        os.dup2(0, descriptor)


relu_derivative = relu
