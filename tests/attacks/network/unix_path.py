"""
Tries: to reach a listener at a Unix socket in the file system, as those of Docker or X are.
Exercise: relu
Allowed: failed
Shows: heard
Stopped by: seccomp, namespaces
"""
import socket


def relu(z):
    with socket.socket(socket.AF_UNIX) as channel:
        channel.connect("{{unix}}")
        channel.sendall(b"{{token}}")
    raise LookupError


relu_derivative = relu
