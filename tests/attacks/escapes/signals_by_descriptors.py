"""
Tries: to have the kernel send a signal on its behalf, as the owner of a descriptor is told of news.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: seccomp
"""
import fcntl


def relu(z):
    for descriptor in range(3, 64):
        try:
            fcntl.fcntl(descriptor, 8, {{bystander}})
            print("granted:{{token}}")
        except OSError:
            pass
    raise LookupError


def relu_derivative(z):
    raise LookupError
