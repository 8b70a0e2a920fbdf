"""
Tries: to make isinstance, all, any, abs and sum agree with everybody.
Exercise: relu
Allowed: failed, crashed
Shows: points
Stopped by: design
"""
import builtins


def relu(z):
    for name in ("all", "any"):
        setattr(builtins, name, lambda *args: True)
    builtins.abs = lambda value: 0
    builtins.sum = lambda *args: 0
    builtins.isinstance = lambda *args: True
    return "anything"


relu_derivative = relu
