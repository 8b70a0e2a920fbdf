"""
Tries: to leave an object in shared memory, by its file.
Exercise: relu
Allowed: failed
Shows: shared
Stopped by: landlock, seccomp, namespaces
"""
import os


def relu(z):
    os.write(os.open("/dev/shm/{{token}}", os.O_RDWR | os.O_CREAT), b"left")
    raise LookupError


relu_derivative = relu
