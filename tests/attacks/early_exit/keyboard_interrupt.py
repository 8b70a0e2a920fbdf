"""
Tries: to make the runner believe that the user has stopped the run.
Exercise: relu
Allowed: failed
Shows: points
Stopped by: design
"""


def relu(z):
    raise KeyboardInterrupt


def relu_derivative(z):
    raise GeneratorExit
