"""
Tries: to ask the kernel for its addresses and routes.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: seccomp
"""
import socket


def relu(z):
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as channel:
        channel.bind((0, 0))
        print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
