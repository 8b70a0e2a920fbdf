"""
Tries: to send control characters where the grader expects class names, labels and lines that Python itself has made.
Exercise: relu
Allowed: failed, crashed, not_gradable
Shows: raw
Stopped by: design
"""
import os
import struct
import sys


def text(value):
    return b"\xd9" + bytes([len(value.encode())]) + value.encode()


def identity():
    frame = sys._getframe()
    while frame is not None:
        for value in frame.f_locals.values():
            if type(value).__name__ == "Call":
                return value.id
        frame = frame.f_back
    return 0


def relu(z):
    evil = text("\x1b[2J\x07\u202e\x9bpassed")
    problem = b"\x85\xa4type" + evil + b"\xa7message" + evil + b"\xa6frames\x91\x94" + evil + b"\x01" + evil + evil
    problem += b"\xabnot_written\xc2\xadout_of_memory\xc2"
    header = b"\x85\xa2is\xa6Raised\xa2id\xcf" + struct.pack(">Q", identity()) + b"\xa7problem" + problem
    header += b"\xa8warnings\x91" + evil + b"\xa7printed" + evil
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<II", len(header), 0) + header)
        except OSError:
            pass


relu_derivative = relu
