"""
Tries: to write a file, through the C library.
Exercise: relu
Allowed: failed
Shows: files
Stopped by: landlock, seccomp, namespaces
"""
import ctypes


def relu(z):
    libc = ctypes.CDLL(None, use_errno=True)
    libc.write(libc.open(b"{{canary}}", 0o101, 0o600), b"here", 4)
    raise LookupError


relu_derivative = relu
