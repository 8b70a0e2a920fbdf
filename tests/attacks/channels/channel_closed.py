"""
Tries: to close every descriptor and go on in silence.
Exercise: relu
Allowed: crashed
Shows: held
Stopped by: design
"""
import os


def relu(z):
    os.closerange(0, 64)
    while True:
        pass


relu_derivative = relu
