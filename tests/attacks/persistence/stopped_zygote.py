"""
Tries: to stop the process that starts workers, and then to fail like anybody else.
Exercise: relu
Allowed: failed, timed_out
Shows: next
Stopped by: landlock, seccomp, namespaces
"""
import os
import signal


def relu(z):
    os.kill(os.getppid(), signal.SIGSTOP)
    raise LookupError


relu_derivative = relu
