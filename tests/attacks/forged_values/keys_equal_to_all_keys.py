"""
Tries: to return a dict with one key that is equal to every other and has every hash.
Exercise: initialize_parameters
Allowed: failed
Shows: points
Stopped by: design
"""
import numpy as np


class Master(str):
    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash("W1")


def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    return {Master("any"): np.zeros((1, 1)), 1.5: 0, None: 0, (): 0}
