"""
Tries: to crash in compiled code, by abort and by reading address 0.
Exercise: relu
Allowed: crashed
Shows: points
Stopped by: design
"""
import ctypes
import os


def relu(z):
    ctypes.string_at(0)


def relu_derivative(z):
    os.abort()
