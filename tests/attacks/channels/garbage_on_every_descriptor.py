"""
Tries: to confuse the grader with bytes of no meaning on every descriptor it has inherited.
Exercise: relu
Allowed: crashed
Shows: next
Stopped by: design
"""
import os


def relu(z):
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b"\xff" * 64)
        except OSError:
            pass


relu_derivative = relu
