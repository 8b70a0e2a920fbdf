"""
Tries: to write to the grader's own output, past the stream that catches prints.
Exercise: relu
Allowed: failed
Shows: raw
Stopped by: design
"""
import os
import sys


def relu(z):
    for descriptor in (1, 2):
        os.write(descriptor, b"\x1b[2J10/10\n" * 1000)
    print("\x1b[2J10/10", file=sys.__stdout__)
    raise LookupError


relu_derivative = relu
