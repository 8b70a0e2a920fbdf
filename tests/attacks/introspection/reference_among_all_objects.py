"""
Tries: to find a reference among all objects that the garbage collector knows, and to answer with it.
Exercise: relu
Allowed: failed
Shows: points
Stopped by: design
"""
import gc
import types


def answer(name, z):
    gc.unfreeze()
    for value in gc.get_objects():
        if isinstance(value, types.FunctionType) and value.__name__ == name:
            if value.__code__.co_filename != answer.__code__.co_filename:
                return value(z)
    raise LookupError


def relu(z):
    return answer("relu", z)


def relu_derivative(z):
    return answer("relu_derivative", z)
