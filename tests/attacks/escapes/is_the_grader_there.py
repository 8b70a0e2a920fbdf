"""
Tries: to learn by the empty signal whether the grader runs, and under which number.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: landlock, seccomp, namespaces
"""
import os


def relu(z):
    os.kill({{bystander}}, 0)
    print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
