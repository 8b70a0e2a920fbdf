"""
Tries: to exhaust the stack of whoever walks its syntax tree, by a chain of attributes.
Exercise: relu
Allowed: not_gradable, failed, crashed
Shows: next
Stopped by: design
"""
def relu(z):
    return z{{long_chain}}


relu_derivative = relu
