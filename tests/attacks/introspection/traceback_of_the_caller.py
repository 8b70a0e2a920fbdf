"""
Tries: to walk from the traceback of an exception of its own to the code that called it, and to rewrite its variables.
Exercise: relu
Allowed: failed, crashed
Shows: points
Stopped by: design
"""
import ctypes


def relu(z):
    try:
        raise ValueError
    except ValueError as error:
        frame = error.__traceback__.tb_frame.f_back
    while frame is not None:
        for name in ("error", "outcome", "after", "changed", "expected", "points"):
            if name in frame.f_locals:
                frame.f_locals[name] = None
        ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
        frame = frame.f_back
    raise LookupError


relu_derivative = relu
