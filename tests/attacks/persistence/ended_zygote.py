"""
Tries: to end the process that starts workers.
Exercise: relu
Allowed: failed, crashed
Shows: zygote
Stopped by: landlock, seccomp, namespaces
"""
import os
import signal


def relu(z):
    os.kill(os.getppid(), signal.SIGKILL)
    raise LookupError


relu_derivative = relu
