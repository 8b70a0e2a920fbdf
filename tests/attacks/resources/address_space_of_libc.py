"""
Tries: to reserve memory by mmap itself, behind Python's back.
Exercise: relu
Allowed: failed, out_of_memory
Shows: granted
Stopped by: rlimits
"""
import mmap


def relu(z):
    with mmap.mmap(-1, 3 << 30, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS):
        print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
