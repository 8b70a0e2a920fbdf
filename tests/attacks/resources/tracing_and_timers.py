"""
Tries: to slow everything down: by tracing each line, by timers, and with garbage collection switched off.
Exercise: relu
Allowed: failed, timed_out, crashed
Shows: held
Stopped by: design
"""
import faulthandler
import gc
import signal
import sys


def trace(frame, event, argument):
    sum(range(100_000))
    return trace


gc.disable()
sys.settrace(trace)
sys.setprofile(trace)
signal.signal(signal.SIGALRM, lambda *_: 1 / 0)
try:
    signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
except OSError:
    pass
faulthandler.enable(file=2)


def relu(z):
    raise LookupError


relu_derivative = relu
