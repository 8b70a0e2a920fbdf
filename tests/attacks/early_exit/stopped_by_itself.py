"""
Tries: to freeze instead of ending, so that the grader waits for good.
Exercise: relu
Allowed: failed, timed_out
Shows: held
Stopped by: design
"""
import os
import signal


def relu(z):
    os.kill(os.getpid(), signal.SIGSTOP)
    raise ValueError


relu_derivative = relu
