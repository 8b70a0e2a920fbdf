"""
Tries: to make system calls by the numbers of the x32 table, which mean the same under another name.
Exercise: relu
Allowed: failed, crashed
Shows: granted
Stopped by: seccomp
Silent because: few kernels are built with it
"""
import ctypes


def relu(z):
    if ctypes.CDLL(None, use_errno=True).syscall(0x40000000 + 41, 1, 1, 0) >= 0:
        print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
