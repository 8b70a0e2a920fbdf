"""
Tries: to enter the namespaces of another process.
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
    for kind in ("user", "mnt", "net", "pid"):
        if libc.setns(os.open(f"/proc/{{bystander}}/ns/{kind}", os.O_RDONLY), 0) == 0:
            print("granted:{{token}}")
    raise LookupError


def relu_derivative(z):
    raise LookupError
