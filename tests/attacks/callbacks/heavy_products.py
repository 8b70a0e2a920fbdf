"""
Tries: to have the grader multiply large matrices on its behalf, by calling the function planted in its module with tall
    and wide arguments, and so to hold it beyond every limit.
Exercise: gradient_check
Allowed: failed, timed_out, crashed
Shows: held
Stopped by: design
"""
import time

import numpy as np


calls = 0


def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    global calls
    calls += 1
    if calls < 4:  # until then the function asked for is a copy in the worker, not the grader's own
        return 0.77
    wide = np.ones((1, 5000))
    began = time.monotonic()
    while time.monotonic() - began < 7:
        try:
            backward_propagation({"W1": np.ones((1, 1)), "b1": wide}, {"A0": wide, "A1": wide, "Z1": wide}, wide, activation)
        except Exception:
            pass
    return 0.77
