"""
Tries: to run a program.
Exercise: relu
Allowed: failed, timed_out
Shows: processes
Stopped by: landlock, seccomp, namespaces
"""
import subprocess
import time


def relu(z):
    subprocess.Popen(["/bin/sh", "-c", ": {{token}}; sleep 2"])
    time.sleep(0.1)
    raise LookupError


relu_derivative = relu
