"""
Tries: to make links to files: a symbolic and a hard one.
Exercise: relu
Allowed: failed
Shows: files
Stopped by: landlock, seccomp, namespaces
"""
import os


def relu(z):
    os.symlink("/etc/passwd", "{{canary}}")
    raise LookupError


def relu_derivative(z):
    os.link("{{secret}}", "{{folder}}/hard")
    raise LookupError
