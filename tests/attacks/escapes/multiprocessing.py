"""
Tries: to hand its work to a pool of processes.
Exercise: relu
Allowed: failed, timed_out, crashed
Shows: processes
Stopped by: seccomp
"""
import ctypes
import multiprocessing
import time


def work():
    ctypes.CDLL(None).prctl(15, b"{{token}}", 0, 0, 0)
    time.sleep(2)


def relu(z):
    multiprocessing.get_context("fork").Process(target=work).start()
    time.sleep(0.1)
    raise LookupError


def relu_derivative(z):
    raise LookupError
