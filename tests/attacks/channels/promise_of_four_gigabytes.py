"""
Tries: to make the grader wait for, or make room for, a frame of four gigabytes.
Exercise: relu
Allowed: crashed
Shows: swollen
Stopped by: design
"""
import os


def relu(z):
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b"\xff" * 8)
        except OSError:
            pass
    while True:
        pass


relu_derivative = relu
