"""
Tries: to remove a file.
Exercise: relu
Allowed: failed
Shows: files
Stopped by: landlock, seccomp, namespaces
"""
import os


def relu(z):
    os.unlink("{{planted}}")
    raise LookupError


relu_derivative = relu
