"""
Tries: to call functions of the grader by numbers that were never given to it.
Exercise: gradient_check
Allowed: crashed
Shows: points
Stopped by: design
"""
import os
import struct


calls = 0


def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    global calls
    calls += 1
    if calls < 4:  # until then the function asked for is a copy in the worker, not the grader's own
        return 0.77
    for number in (-1, 1, 7):
        header = b"\x84\xa2is\xacCallbackCall\xa6number" + struct.pack("b", number) + b"\xa4args\x92\xa1l\x90"
        header += b"\xa6kwargs\x93\xa1d\x90\x90"
        for descriptor in range(3, 64):
            try:
                os.write(descriptor, struct.pack("<II", len(header), 0) + header)
            except OSError:
                pass
    return 0.77
