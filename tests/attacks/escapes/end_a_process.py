"""
Tries: to end a process that is none of its business, by its descriptor.
Exercise: relu
Allowed: failed
Shows: bystander
Stopped by: landlock, seccomp, namespaces
"""
import signal
import os
import time


def relu(z):
    signal.pidfd_send_signal(os.pidfd_open({{bystander}}), signal.SIGTERM)
    time.sleep(0.1)
    raise LookupError


relu_derivative = relu
