"""
Tries: to stop a process that is none of its business.
Exercise: relu
Allowed: failed
Shows: bystander
Stopped by: landlock, seccomp, namespaces
"""
import os
import signal


def relu(z):
    os.kill({{bystander}}, signal.SIGSTOP)
    raise LookupError


relu_derivative = relu
