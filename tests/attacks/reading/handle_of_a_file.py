"""
Tries: to open a secret file by its handle, which needs no path.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: landlock, seccomp, namespaces
Silent because: it needs a capability that no worker keeps, whatever the walls
"""
import ctypes
import os


def relu(z):
    libc = ctypes.CDLL(None, use_errno=True)
    handle = (ctypes.c_uint32 * 34)(128)
    mount = ctypes.c_int()
    libc.name_to_handle_at(-100, b"{{secret}}", handle, ctypes.byref(mount), 0)
    print(os.read(libc.open_by_handle_at(os.open("/", os.O_RDONLY), handle, 0), 100))


relu_derivative = relu
