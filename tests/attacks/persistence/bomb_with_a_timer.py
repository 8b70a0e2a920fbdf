"""
Tries: to wait until the next submission is being graded, and to strike then.
Exercise: relu
Allowed: failed, crashed
Shows: next
Stopped by: design
"""
import os
import signal
import threading


def strike(*_):
    os.closerange(0, 64)
    os._exit(1)


try:
    signal.signal(signal.SIGALRM, strike)
    signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1)
    threading.Timer(0.1, strike).start()
except (OSError, RuntimeError):
    pass


def relu(z):
    raise LookupError


relu_derivative = relu
