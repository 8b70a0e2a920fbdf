"""
Tries: to give orders as if it were the grader, to end other workers and to learn how they ended.
Exercise: relu
Allowed: crashed, timed_out
Shows: next
Stopped by: design
"""
import os
import struct


def relu(z):
    for descriptor in range(64):
        for kind in b"KRFPW":
            for number in range(1, 6):
                try:
                    os.write(descriptor, struct.pack("<cq", bytes([kind]), number))
                except OSError:
                    break


relu_derivative = relu
