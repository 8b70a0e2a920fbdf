"""
Tries: to overflow the stack by an iterator wrapped in iterators, which no limit of recursion counts.
Exercise: relu
Allowed: failed, crashed, timed_out
Shows: next
Stopped by: design
"""
import itertools


def relu(z):
    chain = iter(())
    for _ in range(300_000):
        chain = itertools.chain(chain, ())
    return list(chain)


relu_derivative = relu
