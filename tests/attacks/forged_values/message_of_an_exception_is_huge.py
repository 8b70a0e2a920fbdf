"""
Tries: to fill the report with fifty megabytes of one message.
Exercise: relu
Allowed: failed
Shows: swollen
Stopped by: design
"""


def relu(z):
    raise ValueError("x" * 50_000_000)


relu_derivative = relu
