"""
Tries: to write a file by os.open, below Python's own files.
Exercise: relu
Allowed: failed
Shows: files
Stopped by: landlock, seccomp, namespaces
"""
import os


def relu(z):
    os.write(os.open("{{canary}}", os.O_WRONLY | os.O_CREAT), b"here")
    raise LookupError


relu_derivative = relu
