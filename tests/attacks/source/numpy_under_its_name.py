"""
Tries: to put a module of its own in numpy's place before it is imported.
Exercise: relu
Allowed: failed, crashed, not_gradable
Shows: next
Stopped by: design
"""
import sys
import types

sys.modules["numpy"] = fake = types.ModuleType("numpy")
fake.maximum = lambda *args: 0
import numpy as np


def relu(z):
    return np.maximum(0, z)


relu_derivative = relu
