"""
Tries: to swap the given functions for its own after the kit has bound its copies, by a timer and by module attributes.
Exercise: train_network
Allowed: failed
Shows: points
Stopped by: design
"""
import signal
import sys
import types


class Sly(types.ModuleType):
    def __getattribute__(self, name):
        return super().__getattribute__(name) if name.startswith("__") else (lambda *args, **kwargs: 0.0)


sys.modules[__name__].__class__ = Sly


def swap(*_):
    globals().update(dict.fromkeys(("forward_propagation", "mean_squared_error"), lambda *args, **kwargs: 0.0))


signal.signal(signal.SIGALRM, swap)
try:
    signal.setitimer(signal.ITIMER_REAL, 0.01)
except OSError:
    pass


def train_network(X_train, y_train, layer_dimensions, *args, **kwargs):
    swap()
    return None
