"""
Tries: to make a pair of sockets, over which processes hand each other descriptors.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: seccomp
"""
import socket


def relu(z):
    ours, theirs = socket.socketpair()
    socket.send_fds(ours, [b"x"], [1])
    if socket.recv_fds(theirs, 1, 1)[1]:
        print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
