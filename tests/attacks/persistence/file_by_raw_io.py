"""
Tries: to write a file by the class that open itself uses.
Exercise: relu
Allowed: failed
Shows: files
Stopped by: landlock, seccomp, namespaces
"""
import io


def relu(z):
    io.FileIO("{{canary}}", "w").write(b"here")
    raise LookupError


relu_derivative = relu
