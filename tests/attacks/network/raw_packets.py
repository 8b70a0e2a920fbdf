"""
Tries: to write packets of its own making to the network.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: seccomp, namespaces
Silent because: it needs a capability that no worker keeps, whatever the walls
"""
import socket


def relu(z):
    for family, kind, protocol in ((17, socket.SOCK_RAW, 768), (socket.AF_INET, socket.SOCK_RAW, 1)):
        try:
            socket.socket(family, kind, protocol).close()
            print("granted:{{token}}")
        except OSError:
            pass
    raise LookupError


relu_derivative = relu
