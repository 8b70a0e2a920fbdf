"""
Tries: to change the grammar and the meaning of what the kit runs after it.
Exercise: relu
Allowed: failed, not_gradable
Shows: points
Stopped by: design
"""
from __future__ import annotations, barry_as_FLUFL, division


def relu(z: (yield)):
    return 1 <> 1


relu_derivative = relu
