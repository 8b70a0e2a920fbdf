"""
Tries: to leave a process behind that outlives the worker, the zygote and the grader.
Exercise: relu
Allowed: failed, timed_out
Shows: outlived
Stopped by: seccomp, namespaces
"""
import ctypes
import os
import time


def relu(z):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
            ctypes.CDLL(None).prctl(15, b"{{token}}", 0, 0, 0)
            time.sleep(30)
        os._exit(0)
    time.sleep(0.1)
    raise LookupError


relu_derivative = relu
