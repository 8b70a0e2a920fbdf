"""
Tries: to write into the memory of the zygote, of which every later worker is a copy.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: landlock, namespaces
Silent because: systems that restrict tracing to descendants refuse it without any wall
"""
import ctypes
import os


def relu(z):
    libc = ctypes.CDLL(None, use_errno=True)
    memory = libc.open(f"/proc/{os.getppid()}/mem".encode(), os.O_RDWR)
    if memory >= 0:
        print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
