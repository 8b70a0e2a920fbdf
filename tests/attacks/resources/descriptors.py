"""
Tries: to open a thousand files.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: rlimits
Silent because: the machine's own limit may be lower
"""
import os


def relu(z):
    opened = []
    try:
        while len(opened) < 200:
            opened.append(os.dup(0))
        print("granted:{{token}}")
    finally:
        for descriptor in opened:
            os.close(descriptor)


relu_derivative = relu
