"""
Tries: to make a folder.
Exercise: relu
Allowed: failed
Shows: files
Stopped by: landlock, seccomp, namespaces
"""
import os


def relu(z):
    os.mkdir("{{canary}}")
    raise LookupError


relu_derivative = relu
