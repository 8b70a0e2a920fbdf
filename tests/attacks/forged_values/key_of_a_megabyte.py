"""
Tries: to have a megabyte of text shown, as the name of a key.
Exercise: initialize_parameters
Allowed: failed, crashed
Shows: swollen
Stopped by: design
"""


def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    return {"k" * (1 << 20): 0}
