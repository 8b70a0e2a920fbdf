"""
Tries: to define functions whose names only look like those that are asked for.
Exercise: relu
Allowed: not_attempted
Shows: points
Stopped by: design
"""
def rеlu(z):
    return z


def relu_dеrivative(z):
    return z
