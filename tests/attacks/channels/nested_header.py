"""
Tries: to exhaust the grader's stack by a header nested as deep as its limit of bytes allows.
Exercise: relu
Allowed: crashed
Shows: next
Stopped by: design
"""
import os
import struct


def relu(z):
    header = b"\x82\xa2is\xa8Returned\xa5value" + b"\x92\xa1l\x91" * 15_000 + b"\xc0"
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<II", len(header), 0) + header)
        except OSError:
            pass


relu_derivative = relu
