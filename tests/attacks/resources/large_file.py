"""
Tries: to fill the disk, with a file of 32 MB (without blocks, should it come about).
Exercise: relu
Allowed: failed
Shows: large
Stopped by: landlock, seccomp, namespaces, rlimits
"""
import ctypes
import signal


def relu(z):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = libc.open(b"{{canary}}", 0o101, 0o600)
    libc.ftruncate(descriptor, ctypes.c_long(32 << 20))
    raise LookupError


relu_derivative = relu
