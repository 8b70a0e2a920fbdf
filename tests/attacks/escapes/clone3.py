"""
Tries: to split by clone3, whose arguments no filter can look into.
Exercise: relu
Allowed: failed, timed_out
Shows: processes
Stopped by: seccomp
"""
import ctypes
import os
import time


def relu(z):
    libc = ctypes.CDLL(None, use_errno=True)
    arguments = (ctypes.c_uint64 * 8)(0, 0, 0, 0, 17)
    if libc.syscall(435, arguments, ctypes.sizeof(arguments)) == 0:
        libc.prctl(15, b"{{token}}", 0, 0, 0)
        time.sleep(2)
        os._exit(0)
    time.sleep(0.1)
    raise LookupError


relu_derivative = relu
