"""
Tries: to have numpy write a file, by its own way of opening one and by the C library's.
Exercise: relu
Allowed: failed
Shows: files
Stopped by: landlock, seccomp, namespaces
"""
import numpy as np


def relu(z):
    np.savetxt("{{canary}}", z)
    raise LookupError


def relu_derivative(z):
    np.memmap("{{canary}}", np.uint8, "w+", shape=(4,))
    raise LookupError
