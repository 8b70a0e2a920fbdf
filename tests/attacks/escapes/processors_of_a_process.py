"""
Tries: to push another process onto a single processor.
Exercise: relu
Allowed: failed
Shows: bystander
Stopped by: seccomp, namespaces
Silent because: a machine of one processor has nowhere to push it from
"""
import os


def relu(z):
    os.sched_setaffinity({{bystander}}, {0})
    raise LookupError


def relu_derivative(z):
    raise LookupError
