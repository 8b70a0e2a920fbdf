"""
Tries: to be told by inotify what happens in a folder it may not read.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: namespaces
"""
import ctypes


def relu(z):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.inotify_add_watch(libc.inotify_init1(0), b"{{folder}}", 0x100) > 0:
        print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
