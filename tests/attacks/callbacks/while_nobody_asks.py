"""
Tries: to call functions of the grader while it has asked nothing, at import.
Exercise: gradient_check
Allowed: crashed
Shows: points
Stopped by: design
"""
import os
import struct

header = b"\x84\xa2is\xacCallbackCall\xa6number\x00\xa4args\x92\xa1l\x90\xa6kwargs\x93\xa1d\x90\x90"
for descriptor in range(3, 64):
    try:
        os.write(descriptor, struct.pack("<II", len(header), 0) + header)
    except OSError:
        pass


def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    raise ValueError
