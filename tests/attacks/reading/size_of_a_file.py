"""
Tries: to learn a secret from what stat says of a file it may not open.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: namespaces
"""
import os


def relu(z):
    print(f"size={os.stat('{{folder}}/sized').st_size};")
    raise LookupError


relu_derivative = relu
