"""
Tries: to become another program, which no patch of Python's follows.
Exercise: relu
Allowed: failed, timed_out, crashed
Shows: files
Stopped by: landlock, seccomp, namespaces
"""
import os


def relu(z):
    os.execv("/bin/sh", ["sh", "-c", "echo here > {{canary}}"])


relu_derivative = relu
