"""
Tries: to leave a semaphore and a queue of messages of the old kind.
Exercise: relu
Allowed: failed
Shows: shared
Stopped by: seccomp, namespaces
"""
import ctypes


def relu(z):
    libc = ctypes.CDLL(None, use_errno=True)
    libc.semget({{key}}, 1, 0o1600)
    libc.msgget({{key}}, 0o1600)
    raise LookupError


relu_derivative = relu
