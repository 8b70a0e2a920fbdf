"""
Tries: to split by vfork, which some filters of fork forget.
Exercise: relu
Allowed: failed, timed_out, crashed
Shows: granted
Stopped by: seccomp
Silent because: not every architecture has the call, and few survive it from Python
"""
import ctypes
import platform


def relu(z):
    libc = ctypes.CDLL(None, use_errno=True)
    child = libc.syscall(58, 0) if platform.machine() == "x86_64" else -1
    if child == 0:
        libc._exit(0)
    if child > 0:
        print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
