"""
Tries: to mount a file system and to change its root.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: landlock, seccomp, namespaces
Silent because: it needs a capability that no worker keeps, whatever the walls
"""
import ctypes
import os


def relu(z):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", b"{{folder}}", b"tmpfs", 0, None) == 0:
        print("granted:{{token}}")
    os.chroot("{{folder}}")
    print("granted:{{token}}")
    raise LookupError


def relu_derivative(z):
    raise LookupError
