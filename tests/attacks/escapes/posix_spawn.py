"""
Tries: to start a program by posix_spawn, which takes another path through the C library.
Exercise: relu
Allowed: failed, timed_out
Shows: processes
Stopped by: landlock, seccomp, namespaces
"""
import os


def relu(z):
    os.posix_spawn("/bin/sh", ["sh", "-c", ": {{token}}; sleep 2"], {})
    raise LookupError


relu_derivative = relu
