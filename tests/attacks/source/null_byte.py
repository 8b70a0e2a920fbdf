"""
Tries: to end the text early for readers in C, by a null byte.
Exercise: relu
Allowed: not_gradable
Shows: points
Stopped by: design
"""
def relu(z):
    return z


{{nul}}
relu_derivative = relu
