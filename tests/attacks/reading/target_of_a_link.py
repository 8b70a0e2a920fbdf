"""
Tries: to read a secret that is the target of a symbolic link, without opening anything.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: namespaces
"""
import os


def relu(z):
    print(os.readlink("{{folder}}/pointer"))
    raise LookupError


relu_derivative = relu
