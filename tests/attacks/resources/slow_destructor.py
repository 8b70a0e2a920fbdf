"""
Tries: to hang after its answer has been given, in the destructor of what it returned.
Exercise: relu
Allowed: timed_out, failed
Shows: held
Stopped by: design
"""


class Heavy:
    def __del__(self):
        while True:
            pass


def relu(z):
    return [Heavy()]


relu_derivative = relu
