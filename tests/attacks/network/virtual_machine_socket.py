"""
Tries: to open a socket to the host of a virtual machine.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: seccomp
Silent because: not every kernel is built with it
"""
import socket


def relu(z):
    with socket.socket(40, socket.SOCK_STREAM):
        print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
