"""
Tries: to hide its code from whoever reads it, by an encoding in which it means something else.
Exercise: relu
Allowed: not_gradable
Shows: points
Stopped by: design
"""
# -*- coding: utf-7 -*-
def relu(z):
    return z


relu_derivative = relu
