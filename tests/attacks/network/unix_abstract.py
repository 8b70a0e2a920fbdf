"""
Tries: to reach a listener at an abstract Unix socket, which no file system guards.
Exercise: relu
Allowed: failed
Shows: heard
Stopped by: landlock, seccomp, namespaces
"""
import socket


def relu(z):
    with socket.socket(socket.AF_UNIX) as channel:
        channel.connect("\0{{abstract}}")
        channel.sendall(b"{{token}}")
    raise LookupError


relu_derivative = relu
