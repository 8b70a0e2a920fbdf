"""
Tries: to leave a child that keeps the channel to the grader open after the worker has ended.
Exercise: relu
Allowed: crashed, timed_out, failed
Shows: processes
Stopped by: seccomp
"""
import ctypes
import os
import time


def relu(z):
    if os.fork() == 0:
        os.setsid()
        ctypes.CDLL(None).prctl(15, b"{{token}}", 0, 0, 0)
        time.sleep(3)
    os._exit(0)


relu_derivative = relu
