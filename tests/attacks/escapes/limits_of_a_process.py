"""
Tries: to lower the limits of a process that is none of its business.
Exercise: relu
Allowed: failed
Shows: bystander
Stopped by: seccomp, namespaces
"""
import resource


def relu(z):
    resource.prlimit({{bystander}}, resource.RLIMIT_NOFILE, (5, 6))
    raise LookupError


def relu_derivative(z):
    raise LookupError
