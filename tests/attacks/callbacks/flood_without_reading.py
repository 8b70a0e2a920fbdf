"""
Tries: to queue calls of the grader's functions without ever reading the answers, until both sides wait for each other.
Exercise: gradient_check
Allowed: crashed, timed_out
Shows: held
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
    header = b"\x84\xa2is\xacCallbackCall\xa6number\x00\xa4args\x92\xa1l\x90\xa6kwargs\x93\xa1d\x90\x90"
    for descriptor in range(3, 64):
        try:
            while True:
                os.write(descriptor, struct.pack("<II", len(header), 0) + header)
        except OSError:
            pass
    return 0.77
