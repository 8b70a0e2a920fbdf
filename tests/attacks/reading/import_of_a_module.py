"""
Tries: to import a secret module from a folder of its choice.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: landlock, namespaces
"""
import sys


def relu(z):
    sys.meta_path[:] = [finder for finder in sys.meta_path if "frozen" in repr(finder)]
    sys.path.insert(0, "{{folder}}")
    import secret_module

    print(secret_module.SECRET)
    raise LookupError


relu_derivative = relu
