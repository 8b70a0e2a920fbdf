"""
Tries: to open a port of its own and to wait for visitors there.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: landlock, seccomp
"""
import socket


def relu(z):
    with socket.socket() as channel:
        channel.bind(("0.0.0.0", 0))
        channel.listen()
        if channel.getsockname()[1]:
            print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
