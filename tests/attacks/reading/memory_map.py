"""
Tries: to map a secret file into memory, by mmap and numpy's memmap and fromfile.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: landlock, namespaces
"""
import numpy as np


def relu(z):
    print(np.memmap("{{secret}}", np.uint8, "r").tobytes())


def relu_derivative(z):
    print(np.fromfile("{{secret}}", np.uint8).tobytes())
