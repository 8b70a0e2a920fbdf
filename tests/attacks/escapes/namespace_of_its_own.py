"""
Tries: to become root in a user namespace of its own, where more of the kernel is open to it.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: seccomp
Silent because: not every machine allows user namespaces
"""
import ctypes


def relu(z):
    if ctypes.CDLL(None, use_errno=True).unshare(0x10000000) == 0:
        print("granted:{{token}}")
    raise LookupError


def relu_derivative(z):
    raise LookupError
