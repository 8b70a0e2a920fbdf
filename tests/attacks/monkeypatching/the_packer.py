"""
Tries: to replace the worker's packing of messages by bytes of its own.
Exercise: relu
Allowed: failed, crashed
Shows: points
Stopped by: design
"""
import sys


def relu(z):
    frame = sys._getframe()
    while frame is not None:
        if "pack" in frame.f_globals:
            frame.f_globals["pack"] = lambda message: b"\x81\xa2is\xa6passed"
        frame = frame.f_back


relu_derivative = relu
