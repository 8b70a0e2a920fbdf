"""
Tries: to make another process wait, by a lower priority.
Exercise: relu
Allowed: failed
Shows: bystander
Stopped by: seccomp, namespaces
"""
import os


def relu(z):
    os.setpriority(os.PRIO_PROCESS, {{bystander}}, 19)
    raise LookupError


def relu_derivative(z):
    raise LookupError
