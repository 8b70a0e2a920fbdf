"""
Tries: to wait for somebody who types.
Exercise: relu
Allowed: failed
Shows: held
Stopped by: design
"""
import sys


def relu(z):
    input("password: ")


def relu_derivative(z):
    raise ValueError(sys.__stdin__.read())
