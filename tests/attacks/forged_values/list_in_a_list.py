"""
Tries: to exhaust the stack of whoever walks its answer: nested a hundred thousand times, and holding itself.
Exercise: relu
Allowed: failed
Shows: next
Stopped by: design
"""


def relu(z):
    nest = []
    for _ in range(100_000):
        nest = [nest]
    return nest


def relu_derivative(z):
    knot = {}
    knot["self"] = [knot]
    return knot
