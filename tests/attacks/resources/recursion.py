"""
Tries: to overflow the stack of compiled code, with the limit of recursion out of the way.
Exercise: relu
Allowed: failed, crashed, timed_out, out_of_memory
Shows: next
Stopped by: design
"""
import functools
import sys

sys.setrecursionlimit(1 << 30)


def relu(z):
    call = relu
    for _ in range(200_000):
        call = functools.partial(map, call)
        call = functools.partial(call)
    nest = []
    for _ in range(500_000):
        nest = [nest]
    return nest == [nest] or repr(nest)


def relu_derivative(z):
    return relu_derivative(z)
