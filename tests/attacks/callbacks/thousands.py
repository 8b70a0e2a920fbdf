"""
Tries: to call the function planted in its module thousands of times.
Exercise: gradient_check
Allowed: failed, timed_out, crashed
Shows: held
Stopped by: design
"""


calls = 0


def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    global calls
    calls += 1
    if calls < 4:  # until then the function asked for is a copy in the worker, not the grader's own
        return 0.77
    for _ in range(100_000):
        backward_propagation({}, {"A0": X}, y_true, "tanh")
    return 0.77
