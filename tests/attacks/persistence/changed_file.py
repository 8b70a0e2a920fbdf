"""
Tries: to change a file that is there: its contents and its length.
Exercise: relu
Allowed: failed
Shows: files
Stopped by: landlock, seccomp, namespaces
"""
import os


def relu(z):
    os.truncate("{{planted}}", 3)
    raise LookupError


def relu_derivative(z):
    os.write(os.open("{{planted}}", os.O_RDWR), b"mine")
    raise LookupError
