"""
Tries: to make a file in memory, from which programs can be run.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: seccomp
"""
import os


def relu(z):
    if os.memfd_create("program") > 0:
        print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
