"""
Tries: to begin a frame and never end it.
Exercise: relu
Allowed: timed_out
Shows: held
Stopped by: design
"""
import os
import struct


def relu(z):
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<II", 1000, 0) + b"\x81")
        except OSError:
            pass
    while True:
        pass


relu_derivative = relu
