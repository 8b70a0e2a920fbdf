"""
Tries: to find the solution by the .pth file that an editable install leaves beside numpy.
Exercise: relu
Allowed: failed
Shows: points
Stopped by: landlock, namespaces
Silent because: a kit that is not installed in editable mode has no such file
"""
import glob
import os

import numpy


def answer(name, z):
    site = os.path.dirname(os.path.dirname(numpy.__file__))
    places = [f"{site}/grader"]
    for path in glob.glob(f"{site}/*.pth"):
        with open(path) as file:
            places += file.read().split("\n")
    for place in places:
        if os.path.exists(f"{place}/solutions/relu/solution.py"):
            scope = {}
            exec(open(f"{place}/solutions/relu/solution.py").read(), scope)
            return scope[name](z)
    raise LookupError


def relu(z):
    return answer("relu", z)


def relu_derivative(z):
    return answer("relu_derivative", z)
