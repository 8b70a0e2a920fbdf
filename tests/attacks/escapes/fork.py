"""
Tries: to split in two, so that one half answers and the other does as it likes.
Exercise: relu
Allowed: failed, timed_out
Shows: processes
Stopped by: seccomp
"""
import ctypes
import os
import time


def relu(z):
    if os.fork() == 0:
        ctypes.CDLL(None).prctl(15, b"{{token}}", 0, 0, 0)
        time.sleep(2)
        os._exit(0)
    time.sleep(0.1)
    raise LookupError


relu_derivative = relu
