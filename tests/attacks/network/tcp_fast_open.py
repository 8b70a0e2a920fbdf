"""
Tries: to send data with the first packet of a TCP connection, which needs no call to connect.
Exercise: relu
Allowed: failed
Shows: heard
Stopped by: seccomp, namespaces
"""
import socket


def relu(z):
    channel = socket.socket()
    channel.sendto(b"{{token}}", socket.MSG_FASTOPEN, ("127.0.0.1", {{tcp}}))
    channel.close()
    raise LookupError


relu_derivative = relu
