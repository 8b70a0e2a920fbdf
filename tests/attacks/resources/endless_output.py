"""
Tries: to print without end.
Exercise: relu
Allowed: timed_out
Shows: swollen
Stopped by: design
"""
import sys


def relu(z):
    while True:
        print("x" * 100_000)
        sys.stderr.write("y" * 100_000)


relu_derivative = relu
