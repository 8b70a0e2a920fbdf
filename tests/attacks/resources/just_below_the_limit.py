"""
Tries: to take almost as long as a call may, in as many calls as there are.
Exercise: mean_squared_error
Allowed: failed, timed_out
Shows: held
Stopped by: design
"""
import time


def mean_squared_error(y_true, y_pred):
    time.sleep(0.4)
    return 0.77


def mean_squared_error_derivative(y_true, y_pred):
    time.sleep(0.4)
