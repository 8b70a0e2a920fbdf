"""
Tries: to have the C library run a command in a shell.
Exercise: relu
Allowed: failed, timed_out
Shows: processes
Stopped by: landlock, seccomp, namespaces
"""
import os


def relu(z):
    os.system("sh -c ': {{token}}; sleep 2' &")
    raise LookupError


relu_derivative = relu
