"""
Tries: to open a socket of the kernel's crypto interface, a family with a history of holes.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: seccomp
Silent because: not every kernel is built with it
"""
import socket


def relu(z):
    with socket.socket(38, socket.SOCK_SEQPACKET, 0):
        print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
