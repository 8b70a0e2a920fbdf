"""
Tries: to split by the system call clone, where only fork is forbidden.
Exercise: relu
Allowed: failed, timed_out
Shows: processes
Stopped by: seccomp
"""
import ctypes
import os
import platform
import time


def relu(z):
    libc = ctypes.CDLL(None, use_errno=True)
    number = {"x86_64": 56, "aarch64": 220}[platform.machine()]
    if libc.syscall(number, 17, 0, 0, 0, 0) == 0:
        libc.prctl(15, b"{{token}}", 0, 0, 0)
        time.sleep(2)
        os._exit(0)
    time.sleep(0.1)
    raise LookupError


relu_derivative = relu
