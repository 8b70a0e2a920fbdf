"""
Tries: to find a reference implementation among the variables of its callers, and to answer with it.
Exercise: relu
Allowed: failed
Shows: points
Stopped by: design
"""
import sys


def others(name, own):
    frame = sys._getframe(1)
    while frame is not None:
        for scope in (frame.f_locals, frame.f_globals, frame.f_builtins):
            for value in list(scope.values()):
                found = getattr(value, name, value)
                if callable(found) and getattr(found, "__name__", "") == name and found is not own:
                    yield found
        frame = frame.f_back


def relu(z):
    for found in others("relu", relu):
        return found(z)
    raise LookupError


def relu_derivative(z):
    for found in others("relu_derivative", relu_derivative):
        return found(z)
    raise LookupError
