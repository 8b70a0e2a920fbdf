"""
Tries: to occupy every processor with sixty-four threads.
Exercise: relu
Allowed: failed, timed_out, crashed
Shows: processes
Stopped by: seccomp
"""
import ctypes
import threading
import time


def work():
    ctypes.CDLL(None).prctl(15, b"{{token}}", 0, 0, 0)
    end = time.monotonic() + 2
    while time.monotonic() < end:
        time.sleep(0.01)


def relu(z):
    for _ in range(64):
        threading.Thread(target=work, daemon=True).start()
    time.sleep(0.1)
    raise LookupError


def relu_derivative(z):
    raise LookupError
