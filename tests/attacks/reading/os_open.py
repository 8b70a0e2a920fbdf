"""
Tries: to read a secret file by os.open and os.read, below Python's own files.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: landlock, namespaces
"""
import os


def relu(z):
    descriptor = os.open("{{secret}}", os.O_RDONLY | os.O_NOFOLLOW)
    print(os.read(descriptor, 100))
    os.close(descriptor)


relu_derivative = relu
