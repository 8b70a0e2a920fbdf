"""
Tries: to die of a signal in the first check, as if the machine had ended it.
Exercise: relu
Allowed: failed, crashed
Shows: points
Stopped by: design
"""
import os
import signal


def relu(z):
    os.kill(os.getpid(), signal.SIGKILL)
    raise ValueError


relu_derivative = relu
