"""
Tries: to reserve three gigabytes of memory at once.
Exercise: relu
Allowed: failed, out_of_memory
Shows: granted
Stopped by: rlimits
"""
import numpy as np


def relu(z):
    if np.empty(3 << 30, np.uint8).nbytes:
        print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
