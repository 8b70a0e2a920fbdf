"""
Tries: to leave shared memory of the old kind, which has no file.
Exercise: relu
Allowed: failed
Shows: shared
Stopped by: seccomp, namespaces
"""
import ctypes


def relu(z):
    ctypes.CDLL(None, use_errno=True).shmget({{key}}, 4096, 0o1600)
    raise LookupError


relu_derivative = relu
