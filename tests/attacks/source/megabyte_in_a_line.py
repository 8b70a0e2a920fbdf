"""
Tries: to keep the parser busy with a megabyte of additions in one line.
Exercise: relu
Allowed: not_gradable, failed, crashed, timed_out
Shows: held
Stopped by: design
"""
TOTAL = {{megabyte}}


def relu(z):
    return None


relu_derivative = relu
