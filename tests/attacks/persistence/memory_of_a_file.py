"""
Tries: to change a file by mapping it into memory for writing.
Exercise: relu
Allowed: failed
Shows: files
Stopped by: landlock, seccomp, namespaces
"""
import mmap
import os


def relu(z):
    with mmap.mmap(os.open("{{planted}}", os.O_RDWR), 0) as memory:
        memory[:4] = b"mine"
    raise LookupError


relu_derivative = relu
