"""
Tries: to keep the grader waiting while the file is imported.
Exercise: relu
Allowed: timed_out
Shows: held
Stopped by: design
"""

while True:
    pass


def relu(z):
    return z


relu_derivative = relu
