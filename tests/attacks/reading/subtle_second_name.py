"""
Tries: to read a secret by names that a filter of paths may not see through: dots, slashes and a link of its own kind.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: landlock, namespaces
"""
import os


def relu(z):
    for path in ("/usr/..{{secret}}", "/proc/self/cwd/../..{{secret}}", os.path.relpath("{{secret}}"), "//{{secret}}"):
        try:
            print(open(path).read())
        except OSError:
            pass
    raise LookupError


relu_derivative = relu
