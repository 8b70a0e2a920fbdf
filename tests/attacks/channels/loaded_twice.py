"""
Tries: to say twice that it has loaded, the first time while it still runs, so that answers and questions are out of step.
Exercise: relu
Allowed: crashed
Shows: points
Stopped by: design
"""
import os
import struct

header = b"\x83\xa2is\xa6Loaded\xa9callables\x92\xa4relu\xafrelu_derivative\xa7printed\xa0"
for descriptor in range(3, 64):
    try:
        os.write(descriptor, struct.pack("<II", len(header), 0) + header)
    except OSError:
        pass


def relu(z):
    raise ValueError


relu_derivative = relu
