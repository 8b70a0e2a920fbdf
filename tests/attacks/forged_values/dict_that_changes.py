"""
Tries: to return a dict with other keys and values each time it is looked at.
Exercise: initialize_parameters
Allowed: failed, crashed
Shows: points
Stopped by: design
"""
import itertools

import numpy as np


class Shifting(dict):
    turns = itertools.count()

    def keys(self):
        return iter(["W1", "b1", "W2", "b2"][: next(self.turns) % 5])

    __iter__ = keys

    def values(self):
        return [np.zeros((1, 1))] * (next(self.turns) % 5)

    def items(self):
        return zip(self.keys(), self.values())

    def __contains__(self, key):
        return True

    def __getitem__(self, key):
        return np.zeros((1, 1))

    def __len__(self):
        return 4


def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    return Shifting()
