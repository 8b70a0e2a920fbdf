"""
Tries: to read a secret file through the C library, past everything that Python could have replaced.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: landlock, namespaces
"""
import ctypes


def relu(z):
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(100)
    descriptor = libc.open(b"{{secret}}", 0)
    print(libc.read(descriptor, buffer, 99), buffer.value)


relu_derivative = relu
