"""
Tries: to make a file readable for everybody, without opening it.
Exercise: relu
Allowed: failed
Shows: files
Stopped by: seccomp, namespaces
"""
import os


def relu(z):
    os.chmod("{{secret}}", 0o777)
    raise LookupError


relu_derivative = relu
