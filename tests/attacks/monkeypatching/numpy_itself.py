"""
Tries: to put another module in numpy's place, for the worker and for whoever imports it next.
Exercise: relu
Allowed: failed, crashed
Shows: next
Stopped by: design
"""
import sys
import types

fake = types.ModuleType("numpy")
fake.ndarray = fake.generic = object
fake.asarray = fake.array = lambda value, *args: value
for name in [name for name in sys.modules if name.partition(".")[0] == "numpy"]:
    sys.modules[name] = fake


def relu(z):
    return fake.ndarray()


relu_derivative = relu
