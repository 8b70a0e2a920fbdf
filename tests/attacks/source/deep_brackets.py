"""
Tries: to exhaust the parser's stack by brackets nested five thousand deep.
Exercise: relu
Allowed: not_gradable
Shows: next
Stopped by: design
"""
NEST = {{brackets}}


def relu(z):
    return z


relu_derivative = relu
