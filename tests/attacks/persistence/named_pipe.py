"""
Tries: to make a named pipe, for whoever opens it to hang at.
Exercise: relu
Allowed: failed
Shows: files
Stopped by: landlock, seccomp, namespaces
"""
import os


def relu(z):
    os.mkfifo("{{canary}}")
    raise LookupError


relu_derivative = relu
