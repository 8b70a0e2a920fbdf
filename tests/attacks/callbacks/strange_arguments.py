"""
Tries: to crash the grader through the function planted in its module, by arguments of every odd kind.
Exercise: gradient_check
Allowed: failed, timed_out
Shows: next
Stopped by: design
"""
import numpy as np


calls = 0


def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    global calls
    calls += 1
    if calls < 4:  # until then the function asked for is a copy in the worker, not the grader's own
        return 0.77
    odd = [None, float("nan"), "x" * 1000, b"x", [], {}, np.empty((0, 0)), np.array([object()]), 1 << 4000, len, X.T, 1j]
    for value in odd:
        for arguments in ((value,), (parameters, value, y_true), (value,) * 3, (parameters, {"A0": value}, value, value)):
            try:
                backward_propagation(*arguments)
            except Exception:
                pass
            try:
                backward_propagation(**{"parameters": value, "__class__": value, "self": value})
            except Exception:
                pass
    return 0.77
