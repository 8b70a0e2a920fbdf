"""
Tries: to set up an io_uring, whose requests no filter of system calls sees.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: seccomp
Silent because: some machines have switched io_uring off
"""
import ctypes


def relu(z):
    room = ctypes.create_string_buffer(120)
    if ctypes.CDLL(None, use_errno=True).syscall(425, 1, room) >= 0:
        print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
