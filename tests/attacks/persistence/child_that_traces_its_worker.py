"""
Tries: to leave a child that holds on to the worker as its debugger, so that whoever waits for the worker's end waits for
    good.
Exercise: relu
Allowed: failed, timed_out, crashed
Shows: next
Stopped by: seccomp
Silent because: systems that restrict tracing to descendants refuse it without any wall
"""
import ctypes
import os
import time


def relu(z):
    worker = os.getpid()
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
    libc.prctl(0x59616D61, -1, 0, 0, 0)
    if os.fork() == 0:
        os.setsid()
        libc.prctl(1, 0, 0, 0, 0)
        libc.prctl(15, b"{{token}}", 0, 0, 0)
        libc.ptrace(0x4206, worker, None, None)
        time.sleep(15)
        os._exit(0)
    time.sleep(0.2)
    raise LookupError


def relu_derivative(z):
    raise LookupError
