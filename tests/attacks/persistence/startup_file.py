"""
Tries: to plant a file that every later Python runs when it starts.
Exercise: relu
Allowed: failed
Shows: files
Stopped by: landlock, seccomp, namespaces
"""
import os


def relu(z):
    for name in ("sitecustomize.py", "usercustomize.py", "any.pth"):
        descriptor = os.open("{{folder}}/" + name, os.O_WRONLY | os.O_CREAT)
        os.write(descriptor, b"import os\n")
    raise LookupError


relu_derivative = relu
