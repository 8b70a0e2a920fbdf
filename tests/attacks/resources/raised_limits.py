"""
Tries: to raise its own limit of open files to as much as the machine allows.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: seccomp, rlimits
"""
import resource


def relu(z):
    resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100))
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] == 100:
        print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
