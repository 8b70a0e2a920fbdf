"""
Tries: to spend the limit of a call in each of them, asleep, so that no processor time runs out.
Exercise: relu
Allowed: timed_out
Shows: held
Stopped by: design
"""
import time


def relu(z):
    time.sleep(60)


relu_derivative = relu
