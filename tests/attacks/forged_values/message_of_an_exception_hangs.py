"""
Tries: to hang whoever asks an exception for its message.
Exercise: relu
Allowed: timed_out
Shows: held
Stopped by: design
"""


class Quiet(Exception):
    def __str__(self):
        while True:
            pass


def relu(z):
    raise Quiet


relu_derivative = relu
