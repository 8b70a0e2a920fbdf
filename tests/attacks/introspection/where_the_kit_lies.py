"""
Tries: to learn from its import path where the kit is installed, and to read the solution there.
Exercise: relu
Allowed: failed
Shows: points
Stopped by: landlock, namespaces
"""
import glob
import sys


def answer(name, z):
    for folder in [*sys.path, *(f"{folder}/grader" for folder in sys.path), *sys.path_importer_cache]:
        for path in glob.glob(f"{folder}/solutions/relu/solution.py"):
            with open(path) as file:
                scope = {}
                exec(file.read(), scope)
            return scope[name](z)
    raise LookupError


def relu(z):
    return answer("relu", z)


def relu_derivative(z):
    return answer("relu_derivative", z)
