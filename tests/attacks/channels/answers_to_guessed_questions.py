"""
Tries: to answer questions before they are asked, with ids that a counter would give them.
Exercise: relu
Allowed: crashed
Shows: points
Stopped by: design
"""
import os
import struct

import numpy as np


def forged(number, z=((0.0,),)):
    header = b"\x85\xa2is\xa8Returned\xa2id" + bytes([number]) + b"\xa5value\x93\xa1a\xa3<f8\x92\x01\x01"
    header += b"\xa7changed\x90\xa8warnings\x90\xa7printed\xa0"
    header = header.replace(b"\x85", b"\x86", 1)
    data = np.zeros((1, 1)).tobytes()
    return struct.pack("<II", len(header), len(data)) + header + data


for descriptor in range(3, 64):
    for number in range(100):
        try:
            os.write(descriptor, forged(number))
        except OSError:
            break


def relu(z):
    raise ValueError


relu_derivative = relu
