"""
Tries: to give a file another name, and to put another in its place.
Exercise: relu
Allowed: failed
Shows: files
Stopped by: landlock, seccomp, namespaces
"""
import os


def relu(z):
    os.replace("{{secret}}", "{{planted}}")
    raise LookupError


relu_derivative = relu
