"""
Tries: to open a folder first, change into it, and read a secret by a relative path.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: landlock, namespaces
"""
import os


def relu(z):
    folder = os.open("{{folder}}", os.O_PATH | os.O_DIRECTORY)
    os.fchdir(folder)
    descriptor = os.open("secret.txt", os.O_RDONLY, dir_fd=folder)
    print(os.read(descriptor, 100))


relu_derivative = relu
