"""
Tries: to leave a message for later submissions in the kernel's key rings.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: seccomp
Silent because: not every kernel is built with it
"""
import ctypes
import platform


def relu(z):
    libc = ctypes.CDLL(None, use_errno=True)
    add_key, keyctl = {"x86_64": (248, 250), "aarch64": (217, 219)}[platform.machine()]
    key = libc.syscall(add_key, b"user", b"{{token}}", b"left", 4, -2)
    if key > 0:
        print("granted:{{token}}")
        libc.syscall(keyctl, 21, key)
    raise LookupError


relu_derivative = relu
